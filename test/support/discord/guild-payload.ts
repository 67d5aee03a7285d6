import { PermissionFlagsBits } from 'discord.js';
import { channelsIn, isThread } from './lookup.ts';
import { mayIn } from './permissions.ts';
import { threadMember } from './threads.ts';
import type { ChannelState, GuildState, World } from './world.ts';

/** @see https://docs.discord.com/developers/resources/guild#guild-object */
export const guildObject = ({ id, name, ownerId, roles, emojis }: GuildState) => ({
  id,
  name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: ownerId,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [...roles.values()],
  emojis,
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  stickers: [],
});

/** Of the members, only the bot is sent to whom presences aren't. */
export const guildCreate = (world: World, guild: GuildState, withMembers: boolean) => ({
  ...guildObject(guild),
  joined_at: guild.members.get(world.bot.id)?.joined_at,
  large: false,
  unavailable: false,
  member_count: guild.members.size,
  voice_states: [],
  members: [...guild.members.values()].filter(({ user }) => withMembers || user.id === world.bot.id),
  channels: channelsIn(world, guild.id).filter((channel) => !isThread(channel)),
  threads: activeThreads(world, guild.id),
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
});

type JoinedChannel = ChannelState & { readonly member?: ReturnType<typeof threadMember> };

/** With the bot's own membership, in the threads that it can see. */
export const activeThreads = (world: World, guildId: string): readonly JoinedChannel[] =>
  channelsIn(world, guildId)
    .filter((channel) => isThread(channel) && !channel.thread_metadata.archived)
    .filter((thread) => mayIn(world, world.bot.id, thread, PermissionFlagsBits.ViewChannel))
    .map((thread) => withOwnMember(world, thread));

export function withOwnMember(world: World, channel: ChannelState): JoinedChannel {
  const joined = world.threadMembers.get(channel.id)?.get(world.bot.id);
  return isThread(channel) && joined !== undefined
    ? { ...channel, member: threadMember(channel, world.bot.id, joined) }
    : channel;
}
