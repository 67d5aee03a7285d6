import { ChannelType } from 'discord.js';
import { userOf } from './lookup.ts';
import type { ChannelState, World } from './world.ts';

/** The bot's direct messages with someone: one channel each, of which no event tells. */
export function directChannel(world: World, userId: string): ChannelState {
  const existing = [...world.channels.values()].find(
    ({ type, recipients }) => type === ChannelType.DM && recipients?.some(({ id }) => id === userId),
  );
  if (existing) return existing;
  const channel: ChannelState = {
    id: world.nextId(),
    type: ChannelType.DM,
    parent_id: null,
    name: null,
    flags: 0,
    last_message_id: null,
    recipients: [userOf(world, userId)],
  };
  world.channels.set(channel.id, channel);
  return channel;
}
