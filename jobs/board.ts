import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Queue } from 'bullmq';
import type { Hono } from 'hono';
import type { JobQueue } from './backend.ts';

/** A dashboard of the queue below `path`. It shows and changes nothing: what is to be done stands in the database. */
export function queueBoard(queue: JobQueue, path: string): Hono {
  const server = new HonoAdapter(serveStatic).setBasePath(path);
  createBullBoard({
    // The backends give queues of BullMQ, of which the rest of the program uses a part.
    queues: [new BullMQAdapter(queue as unknown as Queue, { readOnlyMode: true })],
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Whetstone' } },
  });
  return server.registerPlugin();
}
