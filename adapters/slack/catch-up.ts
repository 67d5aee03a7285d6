import type { Core, IncomingMessage, Thread } from '../../src/chat/core.ts';
import { describeError } from '../../src/errors.ts';
import type { Log } from '../../src/services.ts';
import type { Connection, Connections } from './connections.ts';
import { slackMessageSchema, threadReply } from './receive/messages.ts';

/** New apps outside the Marketplace get 15 messages a call. */
const pageSize = 15;
/** A thread with more replies than this is left to the events. */
const pagesRead = 10;

/** After a start: reads the threads of open drops for what was written, changed or deleted meanwhile. */
export async function catchUpAll(core: Core, connections: Connections, log: Log): Promise<void> {
  for (const connection of await connections.all()) {
    for (const thread of await core.openThreads(connection.workspace)) {
      try {
        const messages = await repliesOf(connection, thread);
        if (messages) await core.catchUp(thread, messages);
      } catch (error) {
        // Slack's limits for reading are low; what isn't read now comes with its next event.
        log.warn(
          { workspace: connection.workspace, error: describeError(error) },
          'a thread was not caught up',
        );
        break;
      }
    }
  }
}

/** All replies, or undefined when there are too many to read them all. */
async function repliesOf({ client, workspace }: Connection, { channel, thread }: Thread) {
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
      if (reply) messages.push(reply);
    }
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return messages;
  }
  return undefined;
}
