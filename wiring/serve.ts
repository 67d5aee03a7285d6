import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { factsOf } from '../adapters/http/about/facts.ts';
import { aboutRoutes } from '../adapters/http/about/routes.ts';
import { adminRoutes, queuesPath } from '../adapters/http/admin.ts';
import { healthRoutes } from '../adapters/http/health.ts';
import { nodeRoutes } from '../adapters/http/node-listener.ts';
import type { JobQueue } from '../jobs/backend.ts';
import { withLogContext } from '../src/base/log-context.ts';
import type { Config } from '../src/config/config.ts';
import type { Connected } from './connect.ts';
import type { Opened } from './open.ts';
import type { Starting } from './starting.ts';

/** What a process answers by HTTP: how it is, and in the role `web` all that people and platforms ask. */
export async function serve(starting: Starting, opened: Opened, connected: Connected): Promise<void> {
  const { config, undo } = starting;
  const { server, metrics, queue } = opened;
  const { slack } = connected;
  // Requests in hand are finished before what they need is given back.
  undo.add(() => server.close());
  const app = new Hono()
    .use(requestId())
    .use((c, next) => withLogContext({ request: c.get('requestId') }, next));
  app.route('/', health(opened, connected));
  const { registry } = metrics;
  app.route(
    '/',
    adminRoutes(config.adminPassword, {
      metrics: async () => ({ text: await registry.metrics(), type: registry.contentType }),
      queues: await openBoard(config, queue),
    }),
  );
  const publicUrl = config.publicUrl ?? server.address;
  const isWeb = config.roles.includes('web');
  if (isWeb) app.route('/', aboutRoutes(factsOf(config), !config.playground));
  if (slack && isWeb) {
    const listener = await slack.receive(publicUrl);
    if (listener) app.route('/', nodeRoutes('/slack', listener));
  }
  if (config.playground && isWeb)
    app.route('/', await playgroundRoutes(starting, opened, connected, publicUrl));
  server.use(app);
}

function health({ database: { db }, queue }: Opened, { slack, discord }: Connected): Hono {
  const checks = {
    database: () => db.selectFrom('workspaces').select('id').limit(1).execute(),
    queue: () => queue.getJobCounts(),
  };
  const chats = {
    ...(slack && { slack: () => slack.problem() }),
    ...(discord && { discord: () => discord.problem() }),
  };
  return healthRoutes(checks, chats);
}

async function openBoard({ adminPassword }: Config, queue: JobQueue): Promise<Hono> {
  if (adminPassword === undefined) return new Hono();
  const { queueBoard } = await import('../jobs/board.ts');
  return queueBoard(queue, queuesPath);
}

async function playgroundRoutes(
  { log, undo }: Starting,
  { database: { db, url } }: Opened,
  { services, core }: Connected,
  publicUrl: string,
) {
  const { createLive } = await import('../adapters/web/live.ts');
  const { openPlayground } = await import('../adapters/web/open-playground.ts');
  const { catchUpPlayground } = await import('../adapters/web/catch-up.ts');
  const { createPlayground } = await import('../adapters/web/playground.ts');
  const live = await createLive(url, log);
  undo.add(() => live.close());
  const workspace = await openPlayground(services, core);
  await catchUpPlayground(db, core, workspace);
  return createPlayground({ db, core, workspace, live, publicUrl, log });
}
