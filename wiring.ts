import { Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { healthRoutes } from './adapters/http/health.ts';
import { type RunningServer, serve } from './adapters/http/serve.ts';
import { createLive } from './adapters/web/live.ts';
import { openPlayground } from './adapters/web/open-playground.ts';
import { createWebPlatform } from './adapters/web/platform.ts';
import { createPlayground } from './adapters/web/playground.ts';
import { type Backend, postgresBackend, redisBackend } from './jobs/backend.ts';
import { enqueue } from './jobs/queue.ts';
import { startWorker } from './jobs/worker.ts';
import type { Core } from './src/chat/core.ts';
import type { Config } from './src/config.ts';
import { createCore } from './src/core.ts';
import { createDb, createPool } from './src/database/connect.ts';
import { startEmbeddedPostgres } from './src/database/embedded-postgres.ts';
import { migrate } from './src/database/migrate.ts';
import { describeError, UserError } from './src/errors.ts';
import { rubricCoach } from './src/feedback/rubric/rubric-coach.ts';
import { loadBank } from './src/questions/load-bank.ts';
import { bankFolder, readBank } from './src/questions/read-bank.ts';
import type { Services } from './src/services.ts';
import { waitFor } from './src/wait-for.ts';

/** What may be put in the place of the real thing, in tests. */
export interface Overrides {
  readonly now?: Services['now'];
  readonly coach?: Services['coach'];
  readonly log?: Logger;
}

export interface Whetstone {
  readonly core: Core;
  readonly services: Services;
  /** Where the web server listens; undefined in a process without the role. */
  readonly address: string | undefined;
  /** What is on and what is off, for a person. */
  readonly summary: readonly string[];
  /** Takes no more work, finishes what is in hand, and gives everything back. Safe to call twice. */
  stop(): Promise<void>;
}

/** Undoes what a start has done so far, the latest first. */
class Undo {
  #steps: (() => Promise<unknown>)[] = [];
  #done: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step);
  }

  run(): Promise<void> {
    this.#done ??= this.#run();
    return this.#done;
  }

  async #run(): Promise<void> {
    for (const step of this.#steps) await step();
  }
}

/** Starts every part that the configuration asks for. @throws UserError with what to mend. */
export async function startWhetstone(config: Config, overrides: Overrides = {}): Promise<Whetstone> {
  const undo = new Undo();
  try {
    return await start(config, overrides, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function start(config: Config, overrides: Overrides, undo: Undo): Promise<Whetstone> {
  const log = overrides.log ?? createLog(config);
  const { db, url, isEmbedded } = await openDatabase(config, log, undo);
  await migrate(db);
  const now = overrides.now ?? (() => new Date());
  const bank = await loadQuestions(db, now());

  const backend = await openBackend(config, url, log, undo);
  const queue = backend.createQueue();
  queue.on('error', (error) => log.warn({ error: describeError(error) }, 'the queue has trouble'));
  undo.add(() => queue.close());

  const services: Services = {
    db,
    now,
    log,
    coach: overrides.coach ?? rubricCoach(),
    platforms: config.playground ? { web: createWebPlatform(db) } : {},
    wake: (wakes) => enqueue(queue, log, wakes, now()),
  };
  const core = createCore(services);
  const checks = {
    database: () => db.selectFrom('workspaces').select('id').limit(1).execute(),
    queue: () => queue.getWaitingCount(),
  };
  const server = config.roles.includes('web')
    ? await openWeb(config, url, services, core, checks, undo)
    : undefined;
  if (config.roles.includes('worker')) {
    const worker = await startWorker(backend, queue, services);
    undo.add(() => worker.close());
  }
  const state = (on: boolean, what: string) => (on ? what : 'off');
  return {
    core,
    services,
    address: server?.address,
    summary: [
      `Playground  ${state(config.playground && server !== undefined, config.publicUrl ?? server?.address ?? '')}`,
      `Questions   ${bank}`,
      `Coach       ${services.coach.name === 'rubric' ? 'rubric (offline)' : services.coach.name}`,
      `Database    ${isEmbedded ? `embedded PostgreSQL in ${config.dataDir}` : new URL(url).host}`,
      `Queue       ${backend.name}`,
      'Slack       off',
      'Discord     off',
    ],
    stop: () => undo.run(),
  };
}

function createLog(config: Config): Logger {
  return pino(
    { level: config.logLevel, base: null, redact: ['*.text', '*.answer', '*.comment'] },
    pino.destination(2),
  );
}

async function openDatabase(config: Config, log: Logger, undo: Undo) {
  const isEmbedded = config.databaseUrl === undefined;
  const url = config.databaseUrl ?? (await startEmbedded(config, undo));
  const pool = createPool(url, (error) =>
    log.warn({ error: describeError(error) }, 'a database connection broke'),
  );
  const db = createDb(pool);
  undo.add(() => db.destroy());
  await waitFor({ name: 'PostgreSQL', url, variable: 'DATABASE_URL' }, () => pool.query('select 1'), log);
  return { db, url, isEmbedded };
}

async function startEmbedded(config: Config, undo: Undo): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.dataDir);
  undo.add(() => postgres.stop());
  return postgres.connectionString;
}

async function loadQuestions(db: Services['db'], now: Date): Promise<string> {
  const { tracks, problems } = await readBank(bankFolder);
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line} ${message}`);
    throw new UserError(`The question bank has problems:\n${lines.join('\n')}`);
  }
  await loadBank(db, tracks, now);
  const count = tracks.reduce((sum, track) => sum + track.questions.length, 0);
  return `${count} in ${tracks.map(({ title }) => title).join(', ')}`;
}

async function openBackend(config: Config, databaseUrl: string, log: Logger, undo: Undo): Promise<Backend> {
  const { redisUrl } = config;
  if (redisUrl === undefined) {
    const backend = await postgresBackend(databaseUrl);
    undo.add(() => backend.close());
    return backend;
  }
  let backend: Backend | undefined;
  const onError = (error: Error) => log.warn({ error: describeError(error) }, 'Redis has trouble');
  await waitFor(
    { name: 'Redis', url: redisUrl, variable: 'REDIS_URL' },
    async () => {
      backend = await redisBackend(redisUrl, onError);
    },
    log,
  );
  if (!backend) throw new Error('waiting for Redis ended without it');
  undo.add(async () => backend?.close());
  return backend;
}

async function openWeb(
  config: Config,
  databaseUrl: string,
  services: Services,
  core: Core,
  checks: Parameters<typeof healthRoutes>[0],
  undo: Undo,
): Promise<RunningServer> {
  const server = await serve(config.host, config.port);
  undo.add(() => server.close());
  const app = new Hono();
  app.route('/', healthRoutes(checks));
  if (config.playground) {
    const { db, log } = services;
    const live = await createLive(databaseUrl, log);
    undo.add(() => live.close());
    const workspace = await openPlayground(services, core);
    const publicUrl = config.publicUrl ?? server.address;
    app.route('/', await createPlayground({ db, core, workspace, live, publicUrl, log }));
  }
  server.use(app);
  return server;
}
