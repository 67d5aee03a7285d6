import {
  type APIGuildMember,
  type APIRole,
  type APIUser,
  ChannelFlags,
  ChannelType,
  type GuildMemberFlags,
  type RoleFlags,
} from 'discord.js';
import { idOf, type Ref } from './lookup.ts';
import type { ChannelState } from './world.ts';

const channelTypes = {
  text: ChannelType.GuildText,
  forum: ChannelType.GuildForum,
  announcement: ChannelType.GuildAnnouncement,
  category: ChannelType.GuildCategory,
  voice: ChannelType.GuildVoice,
} as const;

export interface MemberOptions {
  readonly roles?: readonly Ref[];
  readonly nick?: string;
  readonly dms?: 'closed';
}

export const memberObject = (user: APIUser, { roles = [], nick }: MemberOptions): APIGuildMember => ({
  user,
  nick: nick ?? null,
  avatar: null,
  roles: roles.map(idOf),
  joined_at: new Date().toISOString(),
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0 as GuildMemberFlags,
  pending: false,
  communication_disabled_until: null,
});

export const roleObject = (
  id: string,
  name: string,
  position: number,
  permissions: bigint,
  more: Partial<APIRole>,
): APIRole => ({
  id,
  name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position,
  permissions: String(permissions),
  managed: false,
  mentionable: false,
  flags: 0 as RoleFlags,
  ...more,
});

export interface ChannelOptions {
  readonly type?: keyof typeof channelTypes;
  /** Of a forum. */
  readonly tags?: readonly string[];
  readonly requireTag?: boolean;
  readonly parent?: Ref;
}

export function channelObject(
  nextId: () => string,
  guildId: string,
  name: string,
  { type = 'text', tags = [], requireTag = false, parent }: ChannelOptions,
): ChannelState {
  const available_tags = tags.map((tag) => ({
    id: nextId(),
    name: tag,
    moderated: false,
    emoji_id: null,
    emoji_name: null,
  }));
  return {
    id: nextId(),
    type: channelTypes[type],
    guild_id: guildId,
    parent_id: parent === undefined ? null : idOf(parent),
    name,
    topic: null,
    position: 0,
    rate_limit_per_user: 0,
    flags: requireTag ? ChannelFlags.RequireTag : 0,
    permission_overwrites: [],
    last_message_id: null,
    ...(type === 'forum' ? { available_tags } : {}),
  };
}
