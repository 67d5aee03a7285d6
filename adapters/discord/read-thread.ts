import { Routes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { OpenThread, StandingMessage } from '../../src/chat/core.ts';
import { reactionSchema, reactionsTo } from './reactions.ts';
import { readPatiently } from './read-patiently.ts';
import { incomingMessage, messageSchema, type Reader } from './receive/messages.ts';

const pageSize = 100;
/** A thread with more messages than this is left to the events. */
const pagesRead = 30;

/** All messages from the first, or undefined when there are too many to read them all. */
export async function readThread(
  reader: Reader,
  place: OpenThread,
  signal: AbortSignal,
): Promise<StandingMessage[] | undefined> {
  const { rest } = reader;
  const { workspace, channel, thread, emoji } = place;
  const found: StandingMessage[] = [];
  let after = thread;
  for (let pages = 0; pages < pagesRead; pages += 1) {
    const page = { limit: String(pageSize), after };
    const messages = pageSchema.parse(
      await readPatiently(rest, Routes.channelMessages(thread), page, signal),
    );
    for (const message of messages.sort(oldestFirst)) {
      const { data } = messageSchema.safeParse(message);
      const written = data && incomingMessage(data, { workspace, channel, thread }, reader);
      after = message.id;
      if (!written) continue;
      const writtenAt = new Date(SnowflakeUtil.timestampFrom(message.id));
      found.push({ ...written, writtenAt, reactions: await reactionsTo(rest, message, emoji, signal) });
    }
    if (messages.length < pageSize) return found;
  }
  return undefined;
}

const pageSchema = z.array(
  z.looseObject({
    id: z.string(),
    channel_id: z.string(),
    reactions: z.array(reactionSchema).default([]),
  }),
);

function oldestFirst(one: { readonly id: string }, other: { readonly id: string }): number {
  return BigInt(one.id) < BigInt(other.id) ? -1 : 1;
}
