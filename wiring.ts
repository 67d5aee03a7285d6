import type { Logger } from 'pino';
import { serve } from './adapters/http/serve.ts';
import { observeState } from './adapters/metrics/gauges.ts';
import { measureCore, measurePlatform } from './adapters/metrics/measure.ts';
import { createMetrics } from './adapters/metrics/metrics.ts';
import { openBackend } from './jobs/open-backend.ts';
import { wakeUp } from './jobs/wake-up.ts';
import { startWorker } from './jobs/worker.ts';
import { createCore } from './src/app/create-core.ts';
import { features } from './src/app/features.ts';
import { jobHandlers } from './src/app/job-handlers.ts';
import type { Core } from './src/chat/core.ts';
import type { Config } from './src/config/config.ts';
import { createCore } from './src/core.ts';
import { migrate } from './src/database/migrate.ts';
import { describeError } from './src/errors.ts';
import { rubricCoach } from './src/feedback/rubric/rubric-coach.ts';
import { loadShippedBank } from './src/questions/load-shipped-bank.ts';
import type { Services } from './src/services.ts';
import { Undo } from './src/undo.ts';
import { openCoach, openDiscord, openSlack, openTracing } from './wiring/configured.ts';
import { createLog, openDatabase } from './wiring/database.ts';
import { openServer } from './wiring/server.ts';

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
    const worker = await startWorker(backend, queue, services, jobHandlers(features), {
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
  // Behind the start, so that neither waits for the coach's model of English: the start or the first answer.
  if (config.roles.includes('worker')) setImmediate(() => rubric.warmUp());
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
