import { minutesLater } from '../base/time.ts';
import type { Db } from '../database/database.ts';
import { dropsWithQuestion } from './drops.ts';

export interface TodaysDrop {
  readonly channel: string;
  readonly message: string;
  readonly prompt: string;
}

/** The questions of the last 24 hours, the latest first; a member's page shows no more than ten. */
export async function todaysDrops(db: Db, workspace: string, now: Date): Promise<TodaysDrop[]> {
  const rows = await dropsWithQuestion(db)
    .select(['channel_id', 'message', 'content'])
    .where('drops.workspace_id', '=', workspace)
    .where('state', '=', 'open')
    .where('message', 'is not', null)
    .where('opened_at', '>', minutesLater(now, -1440))
    .orderBy('drops.id', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ channel_id, message, content }) => ({
    channel: channel_id,
    message: message ?? '',
    prompt: content.prompt,
  }));
}
