import { describeError } from '../src/errors.ts';
import type { JobName } from '../src/jobs.ts';
import type { Services } from '../src/services.ts';
import type { Backend, JobQueue, JobWorker } from './backend.ts';
import { jobHandlers } from './handlers.ts';

const concurrency = 20;
const sweepEveryMs = 15_000;

export interface RunningWorker {
  /** Finishes the jobs in hand, takes no more. */
  close(): Promise<void>;
}

/** Works on jobs, and keeps the sweeper scheduled even when the queue has lost everything. */
export async function startWorker(
  backend: Backend,
  queue: JobQueue,
  services: Services,
): Promise<RunningWorker> {
  const handlers = new Map<string, (typeof jobHandlers)[number]>(jobHandlers.map((one) => [one.job, one]));
  const worker: JobWorker = backend.createWorker(async (job) => {
    const handler = handlers.get(job.name);
    if (!handler) throw new Error(`no handler for the job ${job.name}`);
    try {
      await handler.run(services, job.data);
    } catch (error) {
      services.log.error({ job: job.name, id: job.id, error: describeError(error) }, 'a job failed');
      throw error;
    }
  }, concurrency);
  worker.on('error', (error) =>
    services.log.warn({ error: describeError(error) }, 'the worker lost its queue'),
  );

  const keepSweeping = () =>
    queue
      .upsertJobScheduler(
        'sweep',
        { every: sweepEveryMs },
        { name: 'sweep' satisfies JobName, data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
      )
      .catch((error) => services.log.warn({ error: describeError(error) }, 'the sweeper is not scheduled'));
  await keepSweeping();
  const timer = setInterval(keepSweeping, sweepEveryMs);
  return {
    close: async () => {
      clearInterval(timer);
      await worker.close();
    },
  };
}
