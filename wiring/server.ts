import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import type { Discord } from '../adapters/discord/discord.ts';
import { adminRoutes, queuesPath } from '../adapters/http/admin.ts';
import { type Checks, healthRoutes } from '../adapters/http/health.ts';
import { nodeRoutes } from '../adapters/http/node-listener.ts';
import type { RunningServer } from '../adapters/http/serve.ts';
import type { Metrics } from '../adapters/metrics/metrics.ts';
import type { Slack } from '../adapters/slack/slack.ts';
import type { JobQueue } from '../jobs/backend.ts';
import type { Core } from '../src/chat/core.ts';
import type { Config } from '../src/config/config.ts';
import { withLogContext } from '../src/log-context.ts';
import type { Services } from '../src/services.ts';
import type { Undo } from '../src/undo.ts';

interface Parts {
  readonly server: RunningServer;
  readonly services: Services;
  readonly core: Core;
  readonly slack: Slack | undefined;
  readonly discord: Discord | undefined;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
}

/** What a process answers by HTTP: how it is, and in the role `web` all that people and platforms ask. */
export async function openServer(
  config: Config,
  databaseUrl: string,
  { server, services, core, slack, discord, metrics, queue }: Parts,
  checks: Checks,
  undo: Undo,
): Promise<void> {
  // Requests in hand are finished before what they need is given back.
  undo.add(() => server.close());
  const app = new Hono()
    .use(requestId())
    .use((c, next) => withLogContext({ request: c.get('requestId') }, next));
  const chats = {
    ...(slack && { slack: () => slack.problem() }),
    ...(discord && { discord: () => discord.problem() }),
  };
  app.route('/', healthRoutes(checks, chats));
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
  if (slack && isWeb) {
    const listener = await slack.receive(publicUrl);
    if (listener) app.route('/', nodeRoutes('/slack', listener));
  }
  if (config.playground && isWeb) {
    const { db, log } = services;
    const { createLive } = await import('../adapters/web/live.ts');
    const { openPlayground } = await import('../adapters/web/open-playground.ts');
    const { catchUpPlayground } = await import('../adapters/web/catch-up.ts');
    const { createPlayground } = await import('../adapters/web/playground.ts');
    const live = await createLive(databaseUrl, log);
    undo.add(() => live.close());
    const workspace = await openPlayground(services, core);
    await catchUpPlayground(db, core, workspace);
    app.route('/', await createPlayground({ db, core, workspace, live, publicUrl, log }));
  }
  server.use(app);
}

async function openBoard({ adminPassword }: Config, queue: JobQueue): Promise<Hono> {
  if (adminPassword === undefined) return new Hono();
  const { queueBoard } = await import('../jobs/board.ts');
  return queueBoard(queue, queuesPath);
}
