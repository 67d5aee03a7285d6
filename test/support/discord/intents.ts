import { type APIMessage, GatewayIntentBits as Intents } from 'discord.js';
import { withoutContent } from './message-view.ts';
import type { Scope, World } from './world.ts';

/** [in guilds, in direct messages]. @see https://docs.discord.com/developers/events/gateway#list-of-intents */
const messages = [Intents.GuildMessages, Intents.DirectMessages] as const;
const reactions = [Intents.GuildMessageReactions, Intents.DirectMessageReactions] as const;
const needed: Readonly<Record<string, number | readonly [number, number]>> = {
  GUILD_CREATE: Intents.Guilds,
  GUILD_UPDATE: Intents.Guilds,
  GUILD_DELETE: Intents.Guilds,
  GUILD_ROLE_CREATE: Intents.Guilds,
  GUILD_ROLE_UPDATE: Intents.Guilds,
  GUILD_ROLE_DELETE: Intents.Guilds,
  CHANNEL_CREATE: Intents.Guilds,
  CHANNEL_UPDATE: Intents.Guilds,
  CHANNEL_DELETE: Intents.Guilds,
  THREAD_CREATE: Intents.Guilds,
  THREAD_UPDATE: Intents.Guilds,
  THREAD_DELETE: Intents.Guilds,
  THREAD_LIST_SYNC: Intents.Guilds,
  GUILD_MEMBER_ADD: Intents.GuildMembers,
  GUILD_MEMBER_UPDATE: Intents.GuildMembers,
  GUILD_MEMBER_REMOVE: Intents.GuildMembers,
  MESSAGE_CREATE: messages,
  MESSAGE_UPDATE: messages,
  MESSAGE_DELETE: messages,
  MESSAGE_DELETE_BULK: messages,
  MESSAGE_REACTION_ADD: reactions,
  MESSAGE_REACTION_REMOVE: reactions,
  MESSAGE_REACTION_REMOVE_ALL: reactions,
  MESSAGE_REACTION_REMOVE_EMOJI: reactions,
};

interface Concerning {
  readonly user?: { readonly id: string };
  readonly added_members?: readonly { readonly user_id: string }[];
  readonly removed_member_ids?: readonly string[];
}

/** Whether someone with these intents is told of it. */
export function isIntended(world: World, intents: number, event: string, data: Concerning, scope: Scope) {
  const me = world.bot.id;
  if (event === 'GUILD_MEMBER_UPDATE' && data.user?.id === me) return true;
  if (event === 'THREAD_MEMBERS_UPDATE')
    return (
      (intents & Intents.GuildMembers) > 0 ||
      ((intents & Intents.Guilds) > 0 &&
        (data.added_members?.some(({ user_id }) => user_id === me) || data.removed_member_ids?.includes(me)))
    );
  const wanted = needed[event];
  if (wanted === undefined) return true;
  const bit = typeof wanted === 'number' ? wanted : wanted[scope.guildId === undefined ? 1 : 0];
  return (intents & bit) > 0;
}

/** The same, without the content that those intents don't show. */
export function asIntended(world: World, intents: number, event: string, data: object): object {
  if (event !== 'MESSAGE_CREATE' && event !== 'MESSAGE_UPDATE') return data;
  return intents & Intents.MessageContent ? data : withoutContent(world, data as APIMessage);
}
