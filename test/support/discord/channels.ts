import { isThread, storedMessagesIn } from './lookup.ts';
import type { ChannelState, World } from './world.ts';

export function changeChannel(world: World, channel: ChannelState, change: object): void {
  Object.assign(channel, change);
  world.dispatch('CHANNEL_UPDATE', channel, { guildId: channel.guild_id });
}

/** With its messages and threads. */
export function deleteChannel(world: World, channel: ChannelState): void {
  const scope = { guildId: channel.guild_id };
  if (isThread(channel)) {
    const { id, guild_id, parent_id, type } = channel;
    world.dispatch('THREAD_DELETE', { id, guild_id, parent_id, type }, { ...scope, channelId: id });
  } else world.dispatch('CHANNEL_DELETE', channel, scope);
  const threads = [...world.channels.values()].filter(({ parent_id }) => parent_id === channel.id);
  for (const { id } of [channel, ...threads]) {
    for (const { body } of storedMessagesIn(world, id)) world.messages.delete(body.id);
    world.channels.delete(id);
    world.threadMembers.delete(id);
  }
}
