import type { Core, IncomingMessage, Thread } from '../../src/chat/core.ts';
import { describeError } from '../../src/errors.ts';
import type { Log } from '../../src/services.ts';
import type { Connection, Connections } from './connections.ts';
import { asPlatformError } from './errors.ts';
import { slackMessageSchema, threadReply } from './receive/messages.ts';

/** New apps outside the Marketplace get 15 messages a call. */
const pageSize = 15;
/** A thread with more replies than this is left to the events. */
const pagesRead = 10;

/** After a start: reads the threads of open drops for what was written, changed or deleted meanwhile. */
export async function catchUpAll(core: Core, connections: Connections, log: Log): Promise<void> {
  for (const connection of await connections.all()) {
    const { workspace } = connection;
    for (const thread of await core.openThreads(workspace)) {
      try {
        const messages = await repliesOf(connection, thread);
        if (messages) await core.catchUp(thread, messages);
      } catch (error) {
        log.warn({ workspace, error: describeError(error) }, 'a thread was not caught up');
        // A thread or channel that can't be read says nothing of the next; a limit or a refused token does.
        if (!['unreachable', 'gone'].includes(asPlatformError(error).fault)) break;
      }
    }
  }
}

/** All replies, or undefined when there are too many to read them all. */
async function repliesOf({ client, workspace, botUser }: Connection, { channel, thread }: Thread) {
  const messages: IncomingMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const { messages: read = [], response_metadata } = await client.conversations.replies({
      channel,
      ts: thread,
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    for (const message of read) {
      const reply = threadReply(workspace, channel, slackMessageSchema.parse(message));
      if (reply && reply.member !== botUser) messages.push(reply);
    }
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return messages;
  }
  return undefined;
}
