import { listen, type RunningServer } from '../adapters/http/listen.ts';
import { observeState } from '../adapters/metrics/gauges.ts';
import { createMetrics, type Metrics } from '../adapters/metrics/metrics.ts';
import type { Backend, JobQueue } from '../jobs/backend.ts';
import { openBackend } from '../jobs/open-backend.ts';
import { wakeUp } from '../jobs/wake-up.ts';
import { describeError, UserError } from '../src/base/errors.ts';
import { loadShippedBank, readShippedBank } from '../src/questions/load-shipped-bank.ts';
import type { Bank } from '../src/questions/read-bank.ts';
import type { Services } from '../src/services/services.ts';
import { openTracing } from './configured.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import type { Starting } from './starting.ts';

/** What everything else stands on. */
export interface Opened {
  readonly server: RunningServer;
  readonly database: OpenDatabase;
  /** What the questions that Whetstone comes with are, for a person. */
  readonly bank: string;
  readonly backend: Backend;
  readonly queue: JobQueue;
  readonly wake: Services['wake'];
  readonly metrics: Metrics;
}

/** Opens the port, the database with its questions, and the queue. */
export async function open(starting: Starting): Promise<Opened> {
  const { config, log, now, undo, signal } = starting;
  // First, so that a port that is taken is told before anything else is begun.
  const server = await listen(config.host, config.port);
  undo.add(() => server.close());
  let reading: Promise<Bank> | undefined;
  // While others make the database, this process reads what goes into it.
  const database = await openDatabase(config, log, undo, signal, () => {
    reading = readShippedBank();
    // Whoever waits for it hears of it.
    reading.catch(() => undefined);
  });
  const bank = await loadShippedBank(database.jobsDb, now(), reading);
  signal?.throwIfAborted();
  const { backend, queue, wake } = await openQueue(starting, database);
  const metrics = createMetrics();
  observeState(metrics, { db: database.jobsDb, pools: database.pools, queue });
  return { server, database, bank, backend, queue, wake, metrics };
}

const needsRedis =
  'There is a pooler before PostgreSQL, and a queue in PostgreSQL needs connections of its own. Set REDIS_URL, or let DATABASE_URL name PostgreSQL itself.';

async function openQueue({ config, log, now, undo, signal }: Starting, { url, isPooled }: OpenDatabase) {
  if (isPooled && config.redisUrl === undefined) throw new UserError(needsRedis);
  const telemetry = await openTracing(config, log, undo);
  const { backend, queue } = await openBackend(config.redisUrl, url, log, { signal, telemetry });
  undo.add(() => backend.close());
  queue.on('error', (error) => log.warn({ error: describeError(error) }, 'the queue has trouble'));
  undo.add(() => queue.close());
  const { wake, settle } = wakeUp(queue, log, now);
  undo.add(settle);
  return { backend, queue, wake };
}
