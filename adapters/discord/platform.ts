import { type APIMessage, RESTJSONErrorCodes as Code, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Card } from '../../src/chat/card.ts';
import {
  type MessageRef,
  type Place,
  type Platform,
  PlatformError,
  type PostRequest,
  type ThreadRequest,
} from '../../src/chat/platform.ts';
import { createEntrance } from './entrance.ts';
import { asPlatformError, codeOf } from './errors.ts';
import { findForumPost, findPosted, nonceOf } from './find-posted.ts';
import type { DiscordParts } from './parts.ts';
import { grantSentence, missingIn } from './permissions.ts';
import { readThread } from './read-thread.ts';
import { renderCard } from './render/card.ts';
import { isForum, mayBeOfForum, openThread, postInForum } from './threads.ts';

/** Discord as a chat platform: everything that Whetstone says there outside answers to commands and clicks. */
export function createDiscordPlatform({
  rest,
  bot,
  guilds,
  members,
  client,
  signal,
}: DiscordParts): Platform {
  const sending = new Map<string, Promise<{ readonly message: string }>>();
  const entrance = createEntrance({ rest, bot, guilds, client });
  const forums = new LRUCache<string, true>({ max: 10_000, ttl: 3_600_000 });

  const render = async (workspace: string, card: Card) =>
    renderCard(await members.withNames(workspace, card));

  async function send(request: PostRequest): Promise<{ readonly message: string }> {
    const { channel, thread, key, retry, opensThread, replyTo } = request;
    const rendered = await render(request.workspace, request.card);
    if (thread === undefined && forums.has(channel)) return { message: await sendToForum(request) };
    const where = thread ?? channel;
    const search = async () => findPosted(rest, await bot.user(), where, request, rendered);
    const earlier = retry ? await ifAllowed(search) : undefined;
    try {
      const message = earlier ?? (await createReply(where, { ...rendered, ...nonce(key) }, replyTo));
      if (opensThread && thread === undefined) await openThreadOrTakeBack(channel, message, opensThread);
      return { message };
    } catch (error) {
      if (thread !== undefined || !mayBeOfForum(error) || !(await isForum(rest, channel))) throw error;
      forums.set(channel, true);
      return { message: await sendToForum(request) };
    }
  }

  /** Nobody could answer a question without a thread, so that one which never gets any is taken back. */
  async function openThreadOrTakeBack(
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

  async function sendToForum(request: PostRequest): Promise<string> {
    const { workspace, channel, card, retry, opensThread } = request;
    const rendered = await render(workspace, card);
    const place = { guild: await guilds.guildOf(workspace), channel };
    const search = async () => findForumPost(rest, await bot.user(), place, request, rendered);
    const earlier = retry ? await ifAllowed(search) : undefined;
    return earlier ?? postInForum(rest, channel, rendered, opensThread ?? threadOf(card));
  }

  async function create(channel: string, body: object): Promise<string> {
    const { id } = (await rest.post(Routes.channelMessages(channel), { body })) as APIMessage;
    return id;
  }

  /** What can't be said as a reply, since the bot may not see what was said before, is said without. */
  async function createReply(channel: string, body: object, replyTo: string | undefined): Promise<string> {
    try {
      return await create(channel, { ...body, ...reference(replyTo) });
    } catch (error) {
      if (replyTo === undefined || !replyRefusals.includes(codeOf(error))) throw error;
      return create(channel, body);
    }
  }

  /** A forum's message hangs in the thread that has its id; which kind the channel is shows when it is tried. */
  async function atMessage<Result>(
    { channel, thread, message }: MessageRef,
    work: (channel: string) => Promise<Result>,
  ): Promise<Result> {
    if (thread !== undefined) return work(thread);
    if (forums.has(channel)) return work(message);
    try {
      return await work(channel);
    } catch (error) {
      const isElsewhere = codeOf(error) === Code.UnknownMessage || mayBeOfForum(error);
      if (!isElsewhere || !(await isForum(rest, channel))) throw error;
      forums.set(channel, true);
      return work(message);
    }
  }

  /** @throws PlatformError whatever goes wrong; it names what is missing, and calls a thread that is gone so. */
  async function translated<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      const code = codeOf(cause);
      if (code === Code.UnknownChannel && place.thread !== undefined) {
        throw new PlatformError('gone', 'The thread was deleted in Discord.', { cause });
      }
      if (code === Code.MissingAccess || code === Code.MissingPermissions) {
        const missing = missingIn(client(), place.channel);
        if (missing.length > 0) {
          throw new PlatformError('unreachable', grantSentence(missing), { cause });
        }
      }
      throw asPlatformError(cause);
    }
  }

  return {
    name: 'discord',
    hasRoles: true,

    async post(request) {
      // Two calls at once with one key would both find nothing yet.
      const id = `${request.workspace} ${request.key}`;
      const underWay = sending.get(id);
      if (underWay) return underWay;
      const sent = translated(request, () => send(request)).finally(() => sending.delete(id));
      sending.set(id, sent);
      return sent;
    },

    edit: (message, card) =>
      translated(message, () =>
        atMessage(message, async (channel) => {
          await rest.patch(Routes.channelMessage(channel, message.message), {
            body: await render(message.workspace, card),
          });
        }),
      ),

    remove: (message) =>
      translated(message, () =>
        atMessage(message, (channel) => rest.delete(Routes.channelMessage(channel, message.message))).then(
          () => undefined,
          (error: unknown) => {
            if (codeOf(error) !== Code.UnknownMessage) throw error;
          },
        ),
      ),

    async whisper({ workspace }, member, card) {
      try {
        await create(await bot.conversationWith(member), await render(workspace, card));
      } catch (error) {
        throw asPlatformError(error);
      }
    },

    join: (place, role) => translated(place, () => entrance.join(place, role)),
    requirePosting: (place) => translated(place, () => entrance.requirePosting(place)),

    replies: (thread) => readThread({ rest, client: client() }, thread, signal),

    messageUrl({ workspace, channel, thread, message }) {
      const guild = guilds.knownGuildOf(workspace);
      if (guild === undefined) return undefined;
      const where = thread ?? (forums.has(channel) ? message : channel);
      return `https://discord.com/channels/${guild}/${where}/${message}`;
    },
  };
}

const replyRefusals: readonly unknown[] = [
  Code.CannotReplyWithoutPermissionToReadMessageHistory,
  Code.CannotReferenceAMessageWithoutPermissionToReadMessageHistory,
];

/** As Discord calls it when the bot may not read what was said before. */
const lookRefusals: readonly unknown[] = [Code.MissingPermissions, Code.MissingAccess];

function nonce(key: string) {
  return { nonce: nonceOf(key), enforce_nonce: true };
}

function reference(replyTo: string | undefined) {
  return replyTo === undefined
    ? {}
    : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
}

/** A forum has no messages outside threads, so what needs none is one's first. */
function threadOf({ summary }: Card): ThreadRequest {
  return { title: summary, openForMinutes: 1440, tags: [] };
}

/** Where the bot may not look, the nonce alone has to tell. */
async function ifAllowed<Result>(search: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await search();
  } catch (error) {
    if (!lookRefusals.includes(codeOf(error))) throw error;
    return undefined;
  }
}
