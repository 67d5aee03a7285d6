import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import { describeError } from '../src/base/errors.ts';
import { withLogContext } from '../src/base/log-context.ts';
import type { JobHandler } from '../src/registry/job.ts';
import type { Services } from '../src/services/services.ts';
import type { JobName } from '../src/services/wake.ts';
import type { Backend, JobQueue, JobWorker } from './backend.ts';

const concurrency = 20;
const usualSweepEveryMs = 15_000;

/** How long a shutdown tries to tell the queue what is done. A job that it can't tell of is run again, and finds nothing to do. */
const reportMs = 3000;

/** Two workers that start at the same moment can deadlock in PostgreSQL over the one scheduler of theirs. */
const atOnce = { retries: 2, minTimeout: 50, randomize: true };

export interface RunningWorker {
  /** Finishes the jobs in hand, takes no more. */
  close(): Promise<void>;
}

/** What has come of a job: how long it waited for a worker after it was due, and took, in seconds. */
interface JobDone {
  readonly job: string;
  readonly outcome: 'ok' | 'failed';
  readonly waited: number;
  readonly took: number;
}

interface WorkerOptions {
  readonly sweepEveryMs?: number | undefined;
  readonly onDone?: (done: JobDone) => void;
}

/** Works on jobs, and keeps the sweeper scheduled even when the queue has lost everything. */
export async function startWorker(
  backend: Backend,
  queue: JobQueue,
  services: Services,
  handlers: ReadonlyMap<string, JobHandler>,
  { sweepEveryMs = usualSweepEveryMs, onDone }: WorkerOptions = {},
): Promise<RunningWorker> {
  const inHand = new Set<Promise<void>>();
  const worker: JobWorker = backend.createWorker(async (job) => {
    const handler = handlers.get(job.name);
    if (!handler) throw new Error(`no handler for the job ${job.name}`);
    const [startedAt, began] = [Date.now(), performance.now()];
    const running = withLogContext({ job: job.name, id: job.id }, () => handler(services, job.data));
    inHand.add(running);
    let outcome: JobDone['outcome'] = 'ok';
    try {
      await running;
    } catch (error) {
      outcome = 'failed';
      services.log.error({ job: job.name, id: job.id, error: describeError(error) }, 'a job failed');
      throw error;
    } finally {
      inHand.delete(running);
      const waited = Math.max(0, startedAt - job.timestamp - (job.delay ?? 0)) / 1000;
      onDone?.({ job: job.name, outcome, waited, took: (performance.now() - began) / 1000 });
    }
  }, concurrency);
  worker.on('error', (error) =>
    services.log.warn({ error: describeError(error) }, 'the worker lost its queue'),
  );
  await worker.waitUntilReady();

  const schedule = () =>
    queue.upsertJobScheduler(
      'sweep',
      { every: sweepEveryMs },
      { name: 'sweep' satisfies JobName, data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
    );
  const keepSweeping = () =>
    pRetry(schedule, atOnce).catch((error) =>
      services.log.warn({ error: describeError(error) }, 'the sweeper is not scheduled'),
    );
  await keepSweeping();
  const timer = setInterval(keepSweeping, sweepEveryMs);
  return {
    close: async () => {
      clearInterval(timer);
      const closed = worker.close();
      while (inHand.size > 0) await Promise.allSettled(inHand);
      // While the queue is away the worker would wait for it for ever.
      const enough = new AbortController();
      await Promise.race([closed, wait(reportMs, undefined, { signal: enough.signal })]);
      enough.abort();
    },
  };
}
