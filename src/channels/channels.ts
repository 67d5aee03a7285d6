import type { ChannelPlace, ChannelsPlace } from '../chat/core.ts';
import { reportChannel } from '../posts/report-channel.ts';
import type { Services } from '../services/services.ts';
import { rejoinChannel } from './join-channel.ts';

export async function renameChannel(
  { db }: Services,
  { workspace, channel }: ChannelPlace,
  name: string,
): Promise<void> {
  await db
    .updateTable('channels')
    .set({ name })
    .where('workspace_id', '=', workspace)
    .where('id', '=', channel)
    .execute();
}

/** Nothing can be posted there any more; `problem` says what an admin can do. What is gone for good has no schedule. */
export async function closeChannel(
  services: Services,
  place: ChannelPlace,
  problem: string,
  isForGood: boolean,
): Promise<void> {
  const { workspace, channel } = place;
  await reportChannel(services, { workspace_id: workspace, channel_id: channel }, problem, isForGood);
  if (!isForGood) return;
  await services.db
    .deleteFrom('schedules')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .execute();
}

/**
 * A channel that was closed may be open again, or any of a workspace's: it is joined, or an admin hears what to do there now.
 */
export async function reopenChannel(
  services: Services,
  { workspace, channel: which }: ChannelsPlace,
): Promise<void> {
  let closed = services.db
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('problem', 'is not', null);
  if (which !== undefined) closed = closed.where('id', '=', which);
  for (const { id: channel } of await closed.orderBy('id').execute()) {
    const obstacle = await rejoinChannel(services, { workspace, channel });
    if (obstacle !== undefined)
      await reportChannel(services, { workspace_id: workspace, channel_id: channel }, obstacle);
  }
}
