import { quietHoursOf, quietUntil } from '../quiet/quiet-hours.ts';
import type { ClaimedPost, PostDefinition } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { wakeForPost } from './wakes.ts';

/**
 * Gives the claim of a private message back that comes unasked in its reader's quiet hours, for when these end. Whether it did. One that may
 * have been sent already isn't put off.
 */
export async function isPutOff(
  { db, now, steady, wake }: Services,
  definition: PostDefinition | undefined,
  { workspace_id: workspace, id, only_for: member, attempts }: ClaimedPost,
): Promise<boolean> {
  if (!definition?.isUnasked || member === null || attempts > 1) return false;
  const hours = await quietHoursOf(db, { workspace, member });
  const until = hours && quietUntil(hours, now());
  if (!until) return false;
  const due_at = new Date(steady().getTime() + until.getTime() - now().getTime());
  const row = await db
    .updateTable('posts')
    .set({ state: 'pending', attempts: 0, due_at, claimed_until: null })
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (row) await wake([wakeForPost(row)]);
  return true;
}
