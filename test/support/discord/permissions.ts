import { PermissionFlagsBits as Bits, OverwriteType } from 'discord.js';
import { channelOf, guildOf, isThread } from './lookup.ts';
import { problem } from './problem.ts';
import type { ChannelState, GuildState, World } from './world.ts';

const all = Object.values(Bits).reduce((sum, bit) => sum | bit, 0n);

/** What people may do unless a guild says otherwise. */
export const ordinaryPermissions =
  Bits.ViewChannel |
  Bits.SendMessages |
  Bits.SendMessagesInThreads |
  Bits.CreatePublicThreads |
  Bits.ReadMessageHistory |
  Bits.AddReactions |
  Bits.EmbedLinks |
  Bits.AttachFiles |
  Bits.ChangeNickname |
  Bits.UseApplicationCommands;

function inGuild(guild: GuildState, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return all;
  const bits = [guild.id, ...member.roles].reduce(
    (sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? 0),
    0n,
  );
  return bits & Bits.Administrator ? all : bits;
}

/** @see https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export function permissionsIn(world: World, userId: string, channel: ChannelState): bigint {
  if (channel.guild_id === undefined)
    return channel.recipients?.some(({ id }) => id === userId) || userId === world.bot.id ? all : 0n;
  const guild = guildOf(world, channel.guild_id);
  const base = inGuild(guild, userId);
  if (base === all) return all;
  const governing = isThread(channel) ? channelOf(world, channel.parent_id ?? '') : channel;
  const roles = guild.members.get(userId)?.roles ?? [];
  const overwrites = governing.permission_overwrites ?? [];
  const layers = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && roles.includes(id)),
    overwrites.filter(({ id }) => id === userId),
  ];
  const bits = layers.reduce((sum, layer) => {
    const denied = layer.reduce((denied, { deny }) => denied | BigInt(deny), 0n);
    const allowed = layer.reduce((allowed, { allow }) => allowed | BigInt(allow), 0n);
    return (sum & ~denied) | allowed;
  }, base);
  return bits & Bits.ViewChannel ? bits : 0n;
}

export const mayIn = (world: World, userId: string, channel: ChannelState, bit: bigint): boolean =>
  (permissionsIn(world, userId, channel) & bit) === bit;

/** Fails as Discord does where someone can't see the channel, or lacks one of the permissions. */
export function demand(world: World, userId: string, channel: ChannelState, bits: bigint): void {
  if (!mayIn(world, userId, channel, Bits.ViewChannel)) throw problem('missingAccess');
  if (!mayIn(world, userId, channel, bits)) throw problem('missingPermissions');
}
