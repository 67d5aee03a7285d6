import { type APIMessage, MessageFlags } from 'discord.js';
import { attached, isEmpty } from './compose.ts';
import { isThread, messageOf, userOf } from './lookup.ts';
import type { MessageBody } from './message-schema.ts';
import { announce } from './message-view.ts';
import { pingsOf } from './pings.ts';
import { problem } from './problem.ts';
import type { ChannelState, StoredMessage, Upload, World } from './world.ts';

/** Puts a message in its channel, and tells everyone. */
export function publish(world: World, channel: ChannelState, message: StoredMessage): StoredMessage {
  world.messages.set(message.body.id, message);
  channel.last_message_id = message.body.id;
  if (isThread(channel)) {
    channel.message_count = Math.min(50, (channel.message_count ?? 0) + 1);
    channel.total_message_sent = (channel.total_message_sent ?? 0) + 1;
  }
  announce(world, 'MESSAGE_CREATE', channel, message);
  return message;
}

function mentionsOf(world: World, channel: ChannelState, { body }: StoredMessage, change: MessageBody) {
  const { users, roles, everyone } = pingsOf(world, channel, body.author.id, change);
  return {
    mentions: users.map((user) => userOf(world, user)),
    mention_roles: [...roles],
    mention_everyone: everyone,
  };
}

const editable = MessageFlags.SuppressEmbeds;

/** What isn't named stays as it was; files are added to those that are named. An edit notifies no one. */
export function edit(
  world: World,
  channel: ChannelState,
  stored: StoredMessage,
  body: MessageBody,
  uploads: readonly Upload[] = [],
): StoredMessage {
  const { content, embeds, components, flags, attachments } = body;
  const before = stored.body;
  stored.body = {
    ...before,
    ...(content === undefined
      ? {}
      : { content: content?.trim() ?? '', ...mentionsOf(world, channel, stored, body) }),
    ...(embeds === undefined ? {} : { embeds: (embeds ?? []) as APIMessage['embeds'] }),
    ...(components === undefined
      ? {}
      : { components: (components ?? []) as NonNullable<APIMessage['components']> }),
    ...(flags == null ? {} : { flags: ((before.flags ?? 0) & ~editable) | (flags & editable) }),
    ...(attachments === undefined
      ? {}
      : {
          attachments: [
            ...before.attachments.filter(({ id }) => attachments?.some((one) => one.id === id)),
            ...attached(world, channel, uploads, body),
          ],
        }),
    edited_timestamp: new Date().toISOString(),
  };
  if (isEmpty(stored)) {
    stored.body = before;
    throw problem('emptyMessage');
  }
  if (world.messages.get(before.id) === stored) announce(world, 'MESSAGE_UPDATE', channel, stored);
  return stored;
}

export function remove(world: World, channel: ChannelState, ids: readonly string[]): void {
  for (const id of ids) messageOf(world, channel.id, id);
  for (const id of ids) world.messages.delete(id);
  const where = {
    channel_id: channel.id,
    ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
  };
  const [id] = ids;
  world.dispatch(
    ids.length === 1 ? 'MESSAGE_DELETE' : 'MESSAGE_DELETE_BULK',
    ids.length === 1 ? { id, ...where } : { ids, ...where },
    { guildId: channel.guild_id, channelId: channel.id },
  );
}
