import { findTimeZone } from '../base/time-zones.ts';
import type { Actor } from '../chat/core.ts';
import type { Db, Row } from '../database/database.ts';
import { settingsOf } from '../workspaces/settings.ts';

export type RecallSettings = Pick<
  Row<'recall_settings'>,
  'per_day' | 'time_zone' | 'remind_at' | 'next_reminder_at'
>;

/** How often a day a member is asked again who didn't say. */
const usualPerDay = 2;

/** How a member wants to be asked; their day is the one where they are, as far as that is known. */
export async function recallSettingsOf(
  db: Db,
  { workspace, member, timeZone }: Pick<Actor, 'workspace' | 'member' | 'timeZone'>,
): Promise<RecallSettings> {
  const own = await db
    .selectFrom('recall_settings')
    .select(['per_day', 'time_zone', 'remind_at', 'next_reminder_at'])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .executeTakeFirst();
  if (own) return own;
  const theirs = timeZone === undefined ? undefined : findTimeZone(timeZone);
  const time_zone = theirs ?? (await settingsOf(db, workspace)).timeZone;
  return { per_day: usualPerDay, time_zone, remind_at: null, next_reminder_at: null };
}
