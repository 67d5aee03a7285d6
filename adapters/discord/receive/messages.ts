import { type Client, MessageType, type REST } from 'discord.js';
import { z } from 'zod';
import type { IncomingMessage } from '../../../src/chat/core.ts';
import { filesOf, withFilesSchema } from './files.ts';
import { memberSchema, nameOf, userSchema } from './people.ts';
import { placesIn } from './places.ts';
import { mentionsIn, plainText } from './plain-text.ts';

/** What we read of a message. */
export const messageSchema = withFilesSchema.extend({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  type: z.number().default(MessageType.Default),
  content: z.string().default(''),
  author: userSchema,
  member: memberSchema.optional(),
  webhook_id: z.string().optional(),
  application_id: z.string().nullish(),
  mentions: z.array(userSchema.extend({ member: memberSchema.optional() })).default([]),
  message_reference: z.object({ message_id: z.string().optional(), type: z.number().optional() }).nullish(),
  edited_timestamp: z.iso.datetime({ offset: true }).nullish().catch(null),
  referenced_message: z.object({ author: userSchema.optional() }).nullish(),
});

export type DiscordMessage = z.infer<typeof messageSchema>;

/** Reads files, and knows what the gateway told of a server's channels and roles. */
export interface Reader {
  readonly rest: REST;
  readonly client: Client | undefined;
}

/** Where a message stands; a thread is named by its own id. */
export type Place = Pick<IncomingMessage, 'workspace' | 'channel' | 'thread' | 'isForeignThread'>;

/** A message as the core knows it; undefined for what Discord writes by itself. */
export function incomingMessage(
  message: DiscordMessage,
  place: Place,
  { rest, client }: Reader,
): IncomingMessage | undefined {
  const { id, type, content, author, member, mentions, message_reference, referenced_message } = message;
  const { edited_timestamp } = message;
  if (type !== MessageType.Default && type !== MessageType.Reply) return undefined;
  const replyTo = type === MessageType.Reply ? message_reference?.message_id : undefined;
  const replyToMember = referenced_message?.author?.id;
  const named = mentions.map((user) => ({ id: user.id, name: nameOf(user, user.member) }));
  return {
    ...place,
    message: id,
    member: author.id,
    memberName: nameOf(author, member),
    ...(member ? { groups: member.roles } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(replyTo === undefined || replyToMember === undefined ? {} : { replyToMember }),
    mentions: mentionsIn(content),
    text: plainText(content, [...named, ...placesIn(client, message, place.channel)]),
    ...filesOf(message, rest),
    fromBot:
      author.bot === true || message.webhook_id !== undefined || typeof message.application_id === 'string',
    ...(edited_timestamp ? { editedAt: new Date(edited_timestamp) } : {}),
  };
}
