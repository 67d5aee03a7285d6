import { type APIGuildMember, type APIUser, ChannelType } from 'discord.js';
import { problem } from './problem.ts';
import type { ChannelState, GuildState, StoredMessage, ThreadState, World } from './world.ts';

/** Anything of which the id is known. */
export type Ref = string | { readonly id: string };

export const idOf = (ref: Ref): string => (typeof ref === 'string' ? ref : ref.id);

export function guildOf(world: World, id: string): GuildState {
  const guild = world.guilds.get(id);
  if (!guild) throw problem('unknownGuild');
  return guild;
}

/** The guild, as far as the bot is in it. */
export function joinedGuild(world: World, id: string): GuildState {
  const guild = guildOf(world, id);
  if (!guild.members.has(world.bot.id)) throw problem('unknownGuild');
  return guild;
}

export function channelOf(world: World, id: string): ChannelState {
  const channel = world.channels.get(id);
  if (!channel) throw problem('unknownChannel');
  return channel;
}

export const isThread = (channel: ChannelState): channel is ThreadState =>
  channel.thread_metadata !== undefined && channel.guild_id !== undefined;

export const isForum = ({ type }: ChannelState): boolean =>
  type === ChannelType.GuildForum || type === ChannelType.GuildMedia;

export function messageOf(world: World, channelId: string, id: string): StoredMessage {
  const message = world.messages.get(id);
  if (message?.body.channel_id !== channelId) throw problem('unknownMessage');
  return message;
}

export function memberOf(world: World, guildId: string, userId: string): APIGuildMember {
  if (!world.users.has(userId)) throw problem('unknownUser');
  const member = guildOf(world, guildId).members.get(userId);
  if (!member) throw problem('unknownMember');
  return member;
}

export function userOf(world: World, id: string): APIUser {
  const user = world.users.get(id);
  if (!user) throw problem('unknownUser');
  return user;
}

export const channelsIn = (world: World, guildId: string): readonly ChannelState[] =>
  [...world.channels.values()].filter(({ guild_id }) => guild_id === guildId);

export const storedMessagesIn = (world: World, channelId: string): readonly StoredMessage[] =>
  [...world.messages.values()]
    .filter(({ body }) => body.channel_id === channelId)
    .sort((one, other) => (BigInt(one.body.id) < BigInt(other.body.id) ? -1 : 1));
