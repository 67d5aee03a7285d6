import type { Place } from '../../src/chat/platform.ts';
import type { Connection } from './connections.ts';
import { limits } from './limits.ts';

const eventType = 'whetstone_post';

/** A channel or thread is searched this far back; more would run into the limit of apps that may read once a minute. */
const pages = 4;

/** Threads are read from their beginning, so a long one is searched from shortly before the message was asked for. */
const clockLeewayMs = 60_000;

/** Marks a message with its key. @see https://docs.slack.dev/messaging/message-metadata */
export function metadataOf(key: string) {
  return { event_type: eventType, event_payload: { key } };
}

/** The message that an earlier attempt sent with this key, if it got through. */
export async function findPosted(
  { client, botUser }: Connection,
  { channel, thread }: Place,
  key: string,
  since: Date,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const query = {
      channel,
      limit: limits.historyPage,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const { messages = [], response_metadata } =
      thread === undefined
        ? await client.conversations.history(query)
        : await client.conversations.replies({ ...query, ts: thread, oldest: earliest(since) });
    // Others can send metadata of the same name.
    const found = messages.find(({ user, metadata }) => user === botUser && keyOf(metadata) === key);
    if (found?.ts !== undefined) return found.ts;
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return undefined;
  }
  return undefined;
}

function keyOf(metadata: unknown): unknown {
  if (metadata === null || typeof metadata !== 'object' || !('event_payload' in metadata)) return undefined;
  if (!('event_type' in metadata) || metadata.event_type !== eventType) return undefined;
  const payload = metadata.event_payload;
  return payload !== null && typeof payload === 'object' && 'key' in payload ? payload.key : undefined;
}

/** In seconds, by Slack's clock: it may be behind ours. */
function earliest(since: Date): string {
  return String(Math.floor((Math.min(since.getTime(), Date.now()) - clockLeewayMs) / 1000));
}
