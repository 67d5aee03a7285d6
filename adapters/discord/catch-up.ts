import { type Client, type REST, Routes } from 'discord.js';
import pRetry from 'p-retry';
import { z } from 'zod';
import type { Core, IncomingMessage, OpenThread } from '../../src/chat/core.ts';
import { describeError } from '../../src/errors.ts';
import type { Log } from '../../src/services.ts';
import { asPlatformError } from './errors.ts';
import type { Guilds } from './guilds.ts';
import { incomingMessage, messageSchema } from './receive/messages.ts';

const pageSize = 100;
/** A thread with more messages than this is left to the events. */
const pagesRead = 10;

interface CatchUp {
  readonly core: Core;
  readonly rest: REST;
  readonly client: Client;
  readonly guilds: Guilds;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** After a session began: reads the threads of open drops in its guilds for what was written or deleted meanwhile. */
export async function catchUpShard(options: CatchUp, shard: number): Promise<void> {
  const { client, guilds } = options;
  for (const { guild, workspace } of await guilds.all()) {
    if (client.guilds.cache.get(guild)?.shardId === shard) await catchUpGuild(options, workspace);
  }
}

async function catchUpGuild({ core, rest, log, signal }: CatchUp, workspace: string): Promise<void> {
  const warn = (error: unknown) => log.warn({ workspace, error: describeError(error) }, 'not caught up');
  try {
    for (const thread of await core.openThreads(workspace)) {
      try {
        const messages = await messagesIn(rest, thread, signal);
        if (messages) await core.catchUp(thread, messages);
      } catch (error) {
        // A thread or channel that can't be read says nothing of the next.
        if (asPlatformError(error).isPassing) throw error;
        warn(error);
      }
    }
  } catch (error) {
    if (!signal.aborted) warn(error);
  }
}

/** All messages from the first, or undefined when there are too many to read them all. */
async function messagesIn(
  rest: REST,
  place: OpenThread,
  signal: AbortSignal,
): Promise<IncomingMessage[] | undefined> {
  const { workspace, channel, thread } = place;
  const found: IncomingMessage[] = [];
  let after = thread;
  for (let page = 0; page < pagesRead; page += 1) {
    const messages = await readPage(rest, thread, after, signal);
    for (const message of messages) {
      const { data } = messageSchema.safeParse(message);
      const written = data && incomingMessage(data, { workspace, channel, thread });
      if (written) found.push(written);
      after = message.id;
    }
    if (messages.length < pageSize) return found;
  }
  return undefined;
}

const pageSchema = z.array(z.looseObject({ id: z.string() }));

/** Oldest first. What passes is waited for: here nobody waits. */
async function readPage(rest: REST, thread: string, after: string, signal: AbortSignal) {
  const query = new URLSearchParams({ limit: String(pageSize), after });
  const read = await pRetry(() => rest.get(Routes.channelMessages(thread), { query }), {
    retries: 5,
    signal,
    shouldRetry: ({ error }) => asPlatformError(error).isPassing,
  });
  return pageSchema.parse(read).sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}
