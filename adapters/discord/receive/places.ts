import { ChannelType, type Client, PermissionFlagsBits as Flag, type GuildBasedChannel } from 'discord.js';
import type { Mention } from './plain-text.ts';

/** Instead of a name that somebody who reads the answer might not be allowed to know. */
const hidden = 'private-channel';

/**
 * What the channels and roles that a message names are called, where they are of its own server. What Whetstone quotes may be read by
 * everybody there, so that a channel has its name only if everybody sees it, or if it is `own`, in which the question was asked.
 */
export function placesIn(
  client: Client | undefined,
  { channel_id, content }: { readonly channel_id: string; readonly content: string },
  own: string,
): Mention[] {
  const here = client?.channels.cache.get(channel_id);
  if (!here || !('guild' in here)) return [];
  const { channels, roles } = here.guild;
  return [...content.matchAll(/<(#|@&)(\d+)>/g)].flatMap(([, sign, id = '']) => {
    if (sign === '#') return [{ id, name: nameOf(channels.cache.get(id), own) }];
    const role = roles.cache.get(id);
    return role ? [{ id, name: role.name }] : [];
  });
}

function nameOf(channel: GuildBasedChannel | undefined, own: string): string {
  if (!channel || channel.type === ChannelType.PrivateThread) return hidden;
  const isOwn = channel.id === own || channel.parentId === own;
  const everybody = channel.permissionsFor(channel.guild.roles.everyone);
  return isOwn || everybody.has(Flag.ViewChannel) ? channel.name : hidden;
}
