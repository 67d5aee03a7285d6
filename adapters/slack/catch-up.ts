import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { Log } from '../../src/base/log.ts';
import { persistence } from '../../src/base/persistence.ts';
import type { Core, StandingMessage, Thread } from '../../src/chat/core.ts';
import type { Connection, Connections } from './connections.ts';
import { asPlatformError, describeFault } from './errors.ts';
import { reactionsTo } from './reactions.ts';
import { incomingMessage, instantOf, slackMessageSchema } from './receive/messages.ts';

/** Commercial apps outside the Marketplace get 15 messages a call, however many they ask for: https://api.slack.com/changelog/2025-05-terms-rate-limit-update-and-faq */
const pageSize = 200;
/** A thread with more replies than this is left to the events: an app that gets 15 a minute would read it for hours. */
const pagesRead = 15;

interface CatchUp {
  readonly core: Core;
  readonly connections: Connections;
  readonly log: Log;
  /** Aborting it ends the waiting, and leaves the other threads as they are. */
  readonly signal: AbortSignal;
}

/** What Slack couldn't deliver it tries again for some minutes, so that after a short break little can be missing. */
const shortBreakMs = 60_000;

/** How many days' questions are read after Slack had said nothing for so long: after a short break the last day's, else all. */
export function daysToRead(silenceMs = Number.POSITIVE_INFINITY): number | undefined {
  return silenceMs < shortBreakMs ? 1 : undefined;
}

/** Does something one at a time. What is asked for meanwhile comes once after it, as far back as anybody asked. */
export function oneAtATime(work: (days: number | undefined) => Promise<void>): typeof work {
  let isRunning = false;
  const asked = new Set<number | undefined>();
  return async (days) => {
    asked.add(days);
    if (isRunning) return;
    isRunning = true;
    try {
      while (asked.size > 0) {
        const next = asked.has(undefined) ? undefined : Math.max(...[...asked].map(Number));
        asked.clear();
        await work(next);
      }
    } finally {
      isRunning = false;
    }
  };
}

/**
 * After a start, and whenever a new connection is made: reads the threads of open drops for what was written, changed, deleted or
 * reacted meanwhile.
 */
export async function catchUpAll(options: CatchUp, days?: number): Promise<void> {
  const { connections, signal } = options;
  const underWay: Promise<void>[] = [];
  for (const workspace of await pRetry(() => connections.workspaces(), { ...persistence, signal })) {
    // One after the other; but one that has to wait, or to try again, keeps no other waiting.
    const waiting = Promise.withResolvers<void>();
    const done = catchUpWorkspace(options, workspace, days, waiting.resolve);
    underWay.push(done);
    await Promise.race([done, waiting.promise]);
  }
  await Promise.all(underWay);
}

/** Tries again whatever keeps it from being done for now, such as a database that starts again. */
async function catchUpWorkspace(
  options: CatchUp,
  workspace: string,
  days: number | undefined,
  onWait: () => void,
): Promise<void> {
  const { log, signal } = options;
  const warn = (error: unknown) => {
    if (!signal.aborted) log.warn({ workspace, error: describeFault(error) }, 'not caught up');
  };
  await pRetry(() => readThreads(options, workspace, days, onWait, warn), {
    ...persistence,
    signal,
    shouldRetry: ({ error }) => asPlatformError(error).isPassing,
    onFailedAttempt: ({ error }) => {
      warn(error);
      onWait();
    },
  }).catch(() => undefined);
}

/** @throws what isn't only of one thread or channel */
async function readThreads(
  { core, connections, signal }: CatchUp,
  workspace: string,
  days: number | undefined,
  onLimit: () => void,
  warn: (error: unknown) => void,
): Promise<void> {
  const connection = await connections.byWorkspace(workspace);
  for (const thread of await core.openThreads(workspace, days)) {
    try {
      const messages = await repliesOf(connection, thread, signal, onLimit);
      if (messages) await core.catchUp(thread, messages);
    } catch (error) {
      // A thread or channel that can't be read says nothing of the next.
      if (!['unreachable', 'gone'].includes(asPlatformError(error).fault)) throw error;
      warn(error);
    }
  }
}

/** All replies, or undefined when there are too many to read them all. */
async function repliesOf(
  connection: Connection,
  { channel, thread }: Thread,
  signal: AbortSignal,
  onLimit: () => void,
): Promise<StandingMessage[] | undefined> {
  const { botUser } = connection;
  const messages: StandingMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const query = { channel, ts: thread, limit: pageSize, ...(cursor ? { cursor } : {}) };
    const readPage = () => connection.client.conversations.replies(query);
    const { messages: read = [], response_metadata } = await patiently(readPage, signal, onLimit);
    for (const message of read) {
      const { data } = slackMessageSchema.safeParse(message);
      const reply = data && incomingMessage(connection, channel, data);
      const writtenAt = instantOf(data?.ts);
      if (reply?.thread === undefined || reply.member === botUser) continue;
      const all = { channel, timestamp: reply.message, full: true };
      const reactions = await reactionsTo(message, async () => {
        const { message: whole } = await patiently(
          () => connection.client.reactions.get(all),
          signal,
          onLimit,
        );
        return whole;
      });
      messages.push({ ...reply, ...(writtenAt && { writtenAt }), ...(reactions && { reactions }) });
    }
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return messages;
  }
  return undefined;
}

/** Waits as long as Slack says, and goes on with the same page: an app may be allowed no more than one a minute. */
async function patiently<Result>(
  read: () => Promise<Result>,
  signal: AbortSignal,
  onLimit: () => void,
): Promise<Result> {
  return pRetry(read, {
    retries: 3,
    signal,
    shouldConsumeRetry: ({ error }) => asPlatformError(error).fault !== 'rate-limited',
    shouldRetry: ({ error }) => asPlatformError(error).isPassing,
    onFailedAttempt: async ({ error }) => {
      const { retryAfterMs } = asPlatformError(error);
      if (retryAfterMs === undefined) return;
      onLimit();
      await pause(retryAfterMs, undefined, { signal });
    },
  });
}
