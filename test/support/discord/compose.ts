import { type APIMessage, type APIUser, MessageType } from 'discord.js';
import { userOf } from './lookup.ts';
import type { MessageBody } from './message-schema.ts';
import { pingsOf } from './pings.ts';
import type { ChannelState, StoredMessage, Upload, World } from './world.ts';

export interface NewMessage {
  readonly body: MessageBody;
  readonly author: APIUser;
  readonly uploads?: readonly Upload[];
  readonly type?: MessageType;
  readonly more?: Partial<APIMessage>;
  /** The thread's own, for the first message of a post in a forum. */
  readonly id?: string;
}

/** A message, not yet in its channel. */
export function composed(world: World, channel: ChannelState, message: NewMessage): StoredMessage {
  const { body, author, uploads = [], more = {} } = message;
  const reference = body.message_reference?.message_id;
  const repliedTo = reference === undefined ? undefined : world.messages.get(reference);
  const pinged = pingsOf(world, channel, author.id, body, repliedTo?.body.author.id);
  const id = message.id ?? world.nextId();
  return {
    pinged,
    reactors: new Map(),
    ...(body.nonce == null ? {} : { nonce: body.nonce }),
    body: {
      id,
      channel_id: channel.id,
      author,
      content: body.content?.trim() ?? '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: pinged.everyone,
      mentions: pinged.users.map((user) => userOf(world, user)),
      mention_roles: [...pinged.roles],
      attachments: attached(world, channel, uploads, body),
      embeds: (body.embeds ?? []) as APIMessage['embeds'],
      components: (body.components ?? []) as NonNullable<APIMessage['components']>,
      pinned: false,
      flags: body.flags ?? 0,
      type: message.type ?? (repliedTo ? MessageType.Reply : MessageType.Default),
      ...(repliedTo
        ? {
            message_reference: {
              type: 0,
              message_id: repliedTo.body.id,
              channel_id: channel.id,
              ...(channel.guild_id === undefined ? {} : { guild_id: channel.guild_id }),
            },
          }
        : {}),
      ...more,
    },
  };
}

export function attached(world: World, channel: ChannelState, uploads: readonly Upload[], body: MessageBody) {
  return uploads.map((upload, index) => {
    const id = world.nextId();
    const path = `/attachments/${channel.id}/${id}/${encodeURIComponent(upload.name)}`;
    world.uploads.set(path, upload);
    const url = `${world.origin}${path}`;
    const description = body.attachments?.find((one) => String(one.id) === String(index))?.description;
    return {
      id,
      filename: upload.name,
      size: upload.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: upload.type,
      ...(description == null ? {} : { description }),
    };
  });
}

export const isEmpty = ({ body }: StoredMessage): boolean =>
  body.content === '' && !body.embeds.length && !body.components?.length && !body.attachments.length;
