import { minutesLater } from '../base/time.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { isAmong, visibleChannels } from '../workspaces/visible-channels.ts';
import { dropsWithQuestion } from './drops.ts';

export interface TodaysDrop {
  readonly channel: string;
  readonly message: string;
  readonly prompt: string;
}

/** The questions of the last 24 hours in the channels that a member is in, the latest first; a member's page shows no more than ten. */
export async function todaysDrops(services: Services, actor: Actor): Promise<TodaysDrop[]> {
  const rows = await dropsWithQuestion(services.db)
    .select(['channel_id', 'message', 'content'])
    .where('drops.workspace_id', '=', actor.workspace)
    .where('state', '=', 'open')
    .where('message', 'is not', null)
    .where('opened_at', '>', minutesLater(services.now(), -1440))
    .where(isAmong(await visibleChannels(services, actor), 'drops.channel_id'))
    .orderBy('drops.id', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ channel_id, message, content }) => ({
    channel: channel_id,
    message: message ?? '',
    prompt: content.prompt,
  }));
}
