import { type APIUser, PermissionFlagsBits as Bits, ChannelType, MessageFlags } from 'discord.js';
import { composed, isEmpty } from './compose.ts';
import { invalidForm } from './form-errors.ts';
import { isForum, isThread } from './lookup.ts';
import type { MessageBody } from './message-schema.ts';
import { publish } from './messages.ts';
import { demand, mayIn } from './permissions.ts';
import { problem } from './problem.ts';
import { joinThread, wakeThread } from './threads.ts';
import type { ChannelState, StoredMessage, Upload, World } from './world.ts';

/** Someone writes into a channel, as far as they may. */
export function post(
  world: World,
  author: APIUser,
  channel: ChannelState,
  given: MessageBody,
  uploads: readonly Upload[] = [],
): StoredMessage {
  demandPosting(world, author, channel);
  const body = allowedPart(world, author, channel, given, uploads);
  const earlier = repeated(world, author, body);
  if (earlier) return earlier;
  checkReference(world, author, channel, body);
  const message = composed(world, channel, {
    body: { ...body, flags: (body.flags ?? 0) & settable },
    author,
    uploads,
  });
  if (isEmpty(message)) throw problem('emptyMessage');
  if (isThread(channel)) wakeThread(world, author.id, channel);
  publish(world, channel, message);
  if (isThread(channel)) joinThread(world, channel, author.id);
  return message;
}

const settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;

function demandPosting(world: World, author: APIUser, channel: ChannelState): void {
  demand(world, author.id, channel, isThread(channel) ? Bits.SendMessagesInThreads : Bits.SendMessages);
  if (isForum(channel)) throw problem('forumChannel');
  if (channel.type === ChannelType.GuildCategory) throw problem('notTextChannel');
  const isDirect = channel.type === ChannelType.DM && author.id === world.bot.id;
  for (const { id } of isDirect ? (channel.recipients ?? []) : []) {
    if (world.closedDms.has(id)) throw problem('closedDm');
    if (![...world.guilds.values()].some(({ members }) => members.has(id))) throw problem('noMutualGuilds');
  }
}

/** Embeds that the author may not send are dropped in silence, files are not. */
export function allowedPart(
  world: World,
  author: APIUser,
  channel: ChannelState,
  body: MessageBody,
  uploads: readonly Upload[],
): MessageBody {
  if (uploads.length > 0) demand(world, author.id, channel, Bits.AttachFiles);
  return mayIn(world, author.id, channel, Bits.EmbedLinks) ? body : { ...body, embeds: [] };
}

function repeated(
  world: World,
  author: APIUser,
  { nonce, enforce_nonce }: MessageBody,
): StoredMessage | undefined {
  if (!enforce_nonce || nonce == null) return undefined;
  return [...world.messages.values()].find(
    (message) => message.body.author.id === author.id && String(message.nonce) === String(nonce),
  );
}

function checkReference(world: World, author: APIUser, channel: ChannelState, body: MessageBody): void {
  const { message_id: id, fail_if_not_exists: isStrict = true } = body.message_reference ?? {};
  if (id === undefined) return;
  if (!mayIn(world, author.id, channel, Bits.ReadMessageHistory)) throw problem('replyWithoutHistory');
  if (isStrict && world.messages.get(id)?.body.channel_id !== channel.id)
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
}
