import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { type Logger, pino } from 'pino';
import type { connectDiscord, Discord } from './adapters/discord/discord.ts';
import { adminRoutes, queuesPath } from './adapters/http/admin.ts';
import { checkPublicUrl } from './adapters/http/doctor.ts';
import { healthRoutes } from './adapters/http/health.ts';
import { nodeRoutes } from './adapters/http/node-listener.ts';
import { type RunningServer, serve } from './adapters/http/serve.ts';
import { observeState } from './adapters/metrics/gauges.ts';
import { measureCoach, measureCore, measurePlatform } from './adapters/metrics/measure.ts';
import { createMetrics, type Metrics } from './adapters/metrics/metrics.ts';
import type { connectSlack, Slack } from './adapters/slack/slack.ts';
import { type JobQueue, postgresBackend } from './jobs/backend.ts';
import { checkCollector, checkRedis } from './jobs/doctor.ts';
import { openBackend } from './jobs/open-backend.ts';
import { wakeUp } from './jobs/wake-up.ts';
import { startWorker } from './jobs/worker.ts';
import type { Core } from './src/chat/core.ts';
import type { Config, DiscordSettings } from './src/config.ts';
import { createCore } from './src/core.ts';
import { createDb, createPool, probe } from './src/database/connect.ts';
import type { Db } from './src/database/database.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './src/database/embedded-postgres.ts';
import { migrate } from './src/database/migrate.ts';
import { checkChannels } from './src/doctor/channels.ts';
import type { Check } from './src/doctor/check.ts';
import { checkDatabase } from './src/doctor/database.ts';
import { checkNodeVersion } from './src/doctor/node-version.ts';
import { checkQuestionBank } from './src/doctor/question-bank.ts';
import { describeError, UserError } from './src/errors.ts';
import { rubricCoach } from './src/feedback/rubric/rubric-coach.ts';
import { currentLogContext, withLogContext } from './src/log-context.ts';
import { loadShippedBank } from './src/questions/load-shipped-bank.ts';
import type { Services } from './src/services.ts';
import { Undo } from './src/undo.ts';
import { waitFor } from './src/wait-for.ts';

/** What may be put in the place of the real thing, in tests. */
interface Overrides {
  readonly now?: Services['now'];
  readonly coach?: Services['coach'];
  readonly log?: Logger;
  readonly sweepEveryMs?: number;
}

export interface StartOptions extends Overrides {
  /** Aborting it gives up a start at its next step; once started, `stop` is the way. */
  readonly signal?: AbortSignal;
}

export interface Whetstone {
  readonly core: Core;
  readonly services: Services;
  /** Where the web server listens. A process without the role `web` answers there only how it is. */
  readonly address: string;
  /** What is on and what is off, for a person. */
  readonly summary: readonly string[];
  /** Takes no more work, finishes what is in hand, and gives everything back. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts every part that the configuration asks for.
 *
 * @throws UserError with what to mend, or the signal's reason when that is aborted; nothing is left running.
 */
export async function startWhetstone(config: Config, options: StartOptions = {}): Promise<Whetstone> {
  const undo = new Undo();
  try {
    return await start(config, options, undo);
  } catch (error) {
    // What went wrong first is what there is to tell.
    await Promise.allSettled([undo.run()]);
    throw error;
  }
}

/** Brings the database at DATABASE_URL up to date, with the queue's tables where they are needed. Returns what it did. */
export async function migrateDatabase(config: Config): Promise<string[]> {
  if (config.databaseUrl === undefined)
    throw new UserError('Set DATABASE_URL; the embedded database migrates at start.');
  const undo = new Undo();
  try {
    const { db, url } = await openDatabase(config, createLog(config), undo);
    const done = await migrate(db);
    if (config.redisUrl === undefined) await (await postgresBackend(url)).close();
    return done;
  } finally {
    await undo.run();
  }
}

/**
 * Works on the database as a start would find it: up to date and with the questions that Whetstone comes with. The
 * embedded one may be in use by a Whetstone that runs.
 */
export async function useDatabase<T>(
  config: Config,
  work: (db: Db) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const undo = new Undo();
  try {
    const databaseUrl = config.databaseUrl ?? (await findEmbeddedPostgres(config.dataDir));
    const { db } = await openDatabase({ ...config, databaseUrl }, createLog(config), undo, signal);
    await migrate(db);
    await loadShippedBank(db, new Date());
    return await work(db);
  } finally {
    await undo.run();
  }
}

/** Checks what Whetstone depends on, all at once; changes and starts nothing. Without a configuration, what needs none. */
export async function examine(config: Config | undefined): Promise<Check[]> {
  const common = [checkNodeVersion(process.versions.node), checkQuestionBank()];
  if (!config) return (await Promise.all(common)).flat();
  const undo = new Undo();
  const database = checkDatabase(config, undo);
  const db = database.then((examined) => examined.db);
  const { slack, discord, openai, publicUrl, redisUrl } = config;
  const { checkSlack, checkDiscord, checkOpenAi } = await loadChecks();
  try {
    const checks = await Promise.all([
      ...common,
      database.then((examined) => examined.checks),
      checkRedis(redisUrl),
      checkCollector(config.otlpEndpoint),
      checkPublicUrl(config),
      checkSlack({ settings: slack, publicUrl, db }),
      checkDiscord(discord),
      checkOpenAi(openai),
      db.then(checkChannels),
    ]);
    return checks.flat();
  } finally {
    await undo.run();
  }
}

/** They load the platforms' libraries, which a start loads only where they are configured. */
async function loadChecks() {
  return {
    ...(await import('./adapters/slack/doctor/slack.ts')),
    ...(await import('./adapters/discord/doctor.ts')),
    ...(await import('./adapters/openai/doctor.ts')),
  };
}

/** Tries one part of a configuration before anything runs. */
export async function examinePart(
  config: Config,
  part: 'slack' | 'discord' | 'openai' | 'database',
): Promise<Check[]> {
  const { slack, discord, openai, redisUrl } = config;
  const { checkSlack, checkDiscord, checkOpenAi } = await loadChecks();
  if (part === 'discord') return checkDiscord(discord);
  if (part === 'openai') return checkOpenAi(openai);
  if (part === 'slack')
    return checkSlack({ settings: slack, publicUrl: undefined, db: Promise.resolve(undefined) });
  const undo = new Undo();
  try {
    const [{ checks }, queue] = await Promise.all([checkDatabase(config, undo), checkRedis(redisUrl)]);
    return [...checks, ...queue];
  } finally {
    await undo.run();
  }
}

async function start(config: Config, options: StartOptions, undo: Undo): Promise<Whetstone> {
  const { signal } = options;
  const log = options.log ?? createLog(config);
  // First, so that a port that is taken is told before anything else is begun.
  const server = await serve(config.host, config.port);
  undo.add(() => server.close());
  const { db, pool, url, isEmbedded } = await openDatabase(config, log, undo, signal);
  await migrate(db);
  const now = options.now ?? (() => new Date());
  const bank = await loadShippedBank(db, now());
  signal?.throwIfAborted();

  const telemetry = await openTracing(config, undo);
  const { backend, queue } = await openBackend(config.redisUrl, url, log, { signal, telemetry });
  undo.add(() => backend.close());
  queue.on('error', (error) => log.warn({ error: describeError(error) }, 'the queue has trouble'));
  undo.add(() => queue.close());
  const waking = wakeUp(queue, log, now);
  undo.add(() => waking.settle());

  const metrics = createMetrics();
  observeState(metrics, { db, pool, queue });
  const platforms: { -readonly [Name in keyof Services['platforms']]: Services['platforms'][Name] } = {};
  const rubric = rubricCoach();
  const services: Services = {
    db,
    now,
    log,
    coach: options.coach ?? (await openCoach(config, metrics)) ?? rubric,
    rubric,
    platforms,
    wake: waking.wake,
  };
  const core = measureCore(createCore(services), metrics);
  if (config.playground)
    platforms.web = measurePlatform(
      (await import('./adapters/web/platform.ts')).createWebPlatform(db),
      metrics,
    );
  const slack = await openSlack(config, { db, core, log, now, signal });
  if (slack) {
    platforms.slack = measurePlatform(slack.platform, metrics);
    undo.add(() => slack.stop());
  }
  const discord = await openDiscord(config, { db, core, log, signal });
  if (discord) {
    platforms.discord = measurePlatform(discord.platform, metrics);
    undo.add(() => discord.stop());
  }
  signal?.throwIfAborted();
  const checks = {
    database: () => db.selectFrom('workspaces').select('id').limit(1).execute(),
    queue: () => queue.getJobCounts(),
  };
  const parts = { server, services, core, slack, discord, metrics, queue };
  await openServer(config, url, parts, checks, undo);
  if (config.roles.includes('worker')) {
    const { sweepEveryMs } = options;
    const worker = await startWorker(backend, queue, services, {
      sweepEveryMs,
      onDone: ({ job, outcome, waited, took }) => {
        metrics.jobs.observe({ job, outcome }, took);
        metrics.jobWaits.observe({ job }, waited);
      },
    });
    undo.add(() => worker.close());
  }
  if (discord && config.roles.includes('gateway')) await discord.receive();
  signal?.throwIfAborted();
  const state = (on: boolean, what: string) => (on ? what : 'off');
  return {
    core,
    services,
    address: server.address,
    summary: [
      `Playground  ${state(config.playground && config.roles.includes('web'), config.publicUrl ?? server.address)}`,
      `Questions   ${bank}`,
      `Coach       ${coachState(config, services)}`,
      `Database    ${isEmbedded ? `embedded PostgreSQL in ${config.dataDir}` : new URL(url).host}`,
      `Queue       ${backend.name}`,
      `Slack       ${slack?.state() ?? 'off'}`,
      `Discord     ${discord?.state() ?? 'off'}`,
    ],
    stop: () => undo.run(),
  };
}

function coachState({ openai }: Config, { coach }: Services): string {
  if (coach.name === 'rubric') return 'rubric (offline)';
  const where = openai?.baseUrl ? ` at ${new URL(openai.baseUrl).host}` : '';
  return `${coach.name}${openai ? ` (${openai.model}${where})` : ''}, with rubric as second opinion`;
}

function createLog(config: Config): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      mixin: currentLogContext,
      redact: ['*.text', '*.answer', '*.comment'],
    },
    // In order with what the command line says, and not lost when the process ends.
    pino.destination({ dest: 2, sync: true }),
  );
}

async function openDatabase(config: Config, log: Logger, undo: Undo, signal?: AbortSignal) {
  const isEmbedded = config.databaseUrl === undefined;
  const url = config.databaseUrl ?? (await startEmbedded(config, undo));
  await waitFor({ name: 'PostgreSQL', url, variable: 'DATABASE_URL' }, () => probe(url), log, signal);
  const pool = createPool(url, (error) =>
    log.warn({ error: describeError(error) }, 'a database connection broke'),
  );
  const db = createDb(pool);
  undo.add(() => db.destroy());
  return { db, pool, url, isEmbedded };
}

// The libraries of what isn't configured aren't loaded: they would take half of the memory, and of the start.

async function openSlack({ slack }: Config, parts: Omit<Parameters<typeof connectSlack>[0], 'config'>) {
  if (!slack) return undefined;
  const { connectSlack } = await import('./adapters/slack/slack.ts');
  return connectSlack({ config: slack, ...parts });
}

async function openDiscord({ discord }: Config, parts: Omit<Parameters<typeof connectDiscord>[0], 'config'>) {
  if (!discord) return undefined;
  const { connectDiscord } = await import('./adapters/discord/discord.ts');
  return connectDiscord({ config: discord, ...parts });
}

async function openCoach({ openai }: Config, metrics: Metrics) {
  if (!openai) return undefined;
  const { openAiCoach } = await import('./adapters/openai/openai-coach.ts');
  return measureCoach(openAiCoach(openai), metrics);
}

async function openTracing({ otlpEndpoint }: Config, undo: Undo) {
  if (otlpEndpoint === undefined) return undefined;
  const { startTracing } = await import('./jobs/tracing.ts');
  const { telemetry, stop } = startTracing(otlpEndpoint);
  undo.add(stop);
  return telemetry;
}

async function startEmbedded(config: Config, undo: Undo): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.dataDir);
  undo.add(() => postgres.stop());
  return postgres.connectionString;
}

interface Parts {
  readonly server: RunningServer;
  readonly services: Services;
  readonly core: Core;
  readonly slack: Slack | undefined;
  readonly discord: Discord | undefined;
  readonly metrics: Metrics;
  readonly queue: JobQueue;
}

async function openServer(
  config: Config,
  databaseUrl: string,
  { server, services, core, slack, discord, metrics, queue }: Parts,
  checks: Parameters<typeof healthRoutes>[0],
  undo: Undo,
): Promise<void> {
  // Requests in hand are finished before what they need is given back.
  undo.add(() => server.close());
  const app = new Hono()
    .use(requestId())
    .use((c, next) => withLogContext({ request: c.get('requestId') }, next));
  const chats = {
    ...(slack && { slack: () => slack.problem() === undefined }),
    ...(discord && { discord: () => discord.problem() === undefined }),
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
    const { createLive } = await import('./adapters/web/live.ts');
    const { openPlayground } = await import('./adapters/web/open-playground.ts');
    const { catchUpPlayground } = await import('./adapters/web/catch-up.ts');
    const { createPlayground } = await import('./adapters/web/playground.ts');
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
  const { queueBoard } = await import('./jobs/board.ts');
  return queueBoard(queue, queuesPath);
}

/** For the command line. */
export async function registerDiscord(settings: DiscordSettings, guild?: string): Promise<string[]> {
  const { registerDiscord: register } = await import('./adapters/discord/commands/register.ts');
  return register(settings, guild);
}
export { slackManifest } from './adapters/slack/manifest.ts';
