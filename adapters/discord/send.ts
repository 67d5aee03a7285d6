import { type APIMessage, RESTJSONErrorCodes as Code, type REST, Routes } from 'discord.js';
import type { Card } from '../../src/chat/card.ts';
import type { OutgoingFile, PostRequest, ThreadRequest } from '../../src/chat/platform.ts';
import type { Bot } from './bot.ts';
import { asPlatformError, codeOf } from './errors.ts';
import { findForumPost, findPosted, nonceOf } from './find-posted.ts';
import type { Forums } from './forums.ts';
import type { Guilds } from './guilds.ts';
import { attach } from './render/attach.ts';
import type { RenderedMessage } from './render/message.ts';
import { openThread, postInForum } from './threads.ts';
import { withFiles } from './with-files.ts';

interface SenderParts {
  readonly rest: REST;
  readonly bot: Bot;
  readonly guilds: Guilds;
  readonly forums: Forums;
  readonly render: (workspace: string, card: Card) => Promise<RenderedMessage>;
}

type Sent = PostRequest & { readonly file?: OutgoingFile };

/** Sends a post into a channel, a thread or a forum, unless an earlier attempt got through. Returns the message's id. */
export function createSender({
  rest,
  bot,
  guilds,
  forums,
  render,
}: SenderParts): (request: Sent) => Promise<string> {
  return async (request) => {
    const { channel, thread } = request;
    if (thread === undefined && forums.isKnown(channel)) return sendToForum(request);
    try {
      return await sendToChannel(request);
    } catch (error) {
      if (thread !== undefined || !(await forums.isRefusal(error, channel))) throw error;
      return sendToForum(request);
    }
  };

  async function sendToChannel(request: Sent): Promise<string> {
    const { workspace, channel, thread, card, key, retry, opensThread, replyTo, file } = request;
    const rendered = await render(workspace, card);
    const where = thread ?? channel;
    const search = async () => findPosted(rest, await bot.user(), where, request, rendered);
    const earlier = retry ? await ifAllowed(search) : undefined;
    const message =
      earlier ??
      (await createReply(rest, where, { ...(await attach(rendered, file)), ...nonce(key) }, replyTo));
    if (opensThread && thread === undefined) await openThreadOrTakeBack(rest, channel, message, opensThread);
    return message;
  }

  async function sendToForum(request: PostRequest): Promise<string> {
    const { workspace, channel, card, retry, opensThread } = request;
    const rendered = await render(workspace, card);
    const place = { guild: await guilds.guildOf(workspace), channel };
    const search = async () => findForumPost(rest, await bot.user(), place, request, rendered);
    const earlier = retry ? await ifAllowed(search) : undefined;
    return earlier ?? postInForum(rest, channel, rendered, opensThread ?? threadOf(card));
  }
}

/** Returns the message's id. */
export async function createMessage(
  rest: REST,
  channel: string,
  message: Partial<RenderedMessage>,
): Promise<string> {
  const { files, ...body } = message;
  const request = files ? await withFiles(body, files) : { body };
  const { id } = (await rest.post(Routes.channelMessages(channel), request)) as APIMessage;
  return id;
}

/** What can't be said as a reply, since the bot may not see what was said before, is said without. */
async function createReply(
  rest: REST,
  channel: string,
  body: Partial<RenderedMessage>,
  replyTo: string | undefined,
): Promise<string> {
  try {
    return await createMessage(rest, channel, { ...body, ...reference(replyTo) });
  } catch (error) {
    if (replyTo === undefined || !replyRefusals.includes(codeOf(error))) throw error;
    return createMessage(rest, channel, body);
  }
}

const replyRefusals: readonly unknown[] = [
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.CannotReferenceAMessageWithoutPermissionToReadMessageHistory,
];

function reference(replyTo: string | undefined) {
  return replyTo === undefined
    ? {}
    : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
}

function nonce(key: string) {
  return { nonce: nonceOf(key), enforce_nonce: true };
}

/** Nobody could answer a question without a thread, so that one which never gets any is taken back. */
async function openThreadOrTakeBack(
  rest: REST,
  channel: string,
  message: string,
  thread: ThreadRequest,
): Promise<void> {
  try {
    await openThread(rest, channel, message, thread);
  } catch (error) {
    const isFinal = !asPlatformError(error).isPassing;
    // Why there is no thread says more than why its message stays.
    if (isFinal) await rest.delete(Routes.channelMessage(channel, message)).catch(() => undefined);
    throw error;
  }
}

/** A forum has no messages outside threads, so what needs none is one's first. */
function threadOf({ summary }: Card): ThreadRequest {
  return { title: summary, openForMinutes: 1440, tags: [] };
}

/** As Discord calls it when the bot may not read what was said before. */
const lookRefusals: readonly unknown[] = [Code.MissingPermissions, Code.MissingAccess];

/** Where the bot may not look, the nonce alone has to tell. */
async function ifAllowed<Result>(search: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await search();
  } catch (error) {
    if (!lookRefusals.includes(codeOf(error))) throw error;
    return undefined;
  }
}
