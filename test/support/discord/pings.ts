import { PermissionFlagsBits } from 'discord.js';
import type { MessageBody } from './message-schema.ts';
import { mayIn } from './permissions.ts';
import type { ChannelState, Pinged, World } from './world.ts';

/**
 * Whom a text notifies. Marks in code or after a backslash count too, so that only `allowed_mentions` keeps people safe.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function pingsOf(
  world: World,
  channel: ChannelState,
  author: string,
  { content, allowed_mentions: allowed }: MessageBody,
  repliedTo?: string,
): Pinged {
  const text = content ?? '';
  const guild = world.guilds.get(channel.guild_id ?? '');
  const anyone = mayIn(world, author, channel, PermissionFlagsBits.MentionEveryone);
  const permitted = (kind: 'users' | 'roles', id: string) =>
    !allowed || allowed.parse?.includes(kind) || allowed[kind]?.includes(id);
  const idsIn = (mark: RegExp) => [...new Set([...text.matchAll(mark)].map(([, id]) => id ?? ''))];
  const users = idsIn(/<@!?(\d+)>/g).filter((id) => world.users.has(id) && permitted('users', id));
  const replied =
    repliedTo !== undefined && (allowed ? allowed.replied_user === true : true) ? [repliedTo] : [];
  return {
    users: [...new Set([...users, ...replied])],
    roles: idsIn(/<@&(\d+)>/g).filter((id) => {
      const role = guild?.roles.get(id);
      return role !== undefined && (role.mentionable || anyone) && permitted('roles', id);
    }),
    everyone:
      guild !== undefined &&
      anyone &&
      /@(everyone|here)\b/.test(text) &&
      (!allowed || allowed.parse?.includes('everyone') === true),
  };
}
