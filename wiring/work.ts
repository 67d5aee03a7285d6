import { startWorker } from '../jobs/worker.ts';
import { features } from '../src/app/features.ts';
import { jobHandlers } from '../src/app/job-handlers.ts';
import type { Connected } from './connect.ts';
import type { Opened } from './open.ts';
import type { Starting } from './starting.ts';
import { warmUp } from './warm-up.ts';

/** In the role `worker` works on jobs, in the role `gateway` hears what Discord tells. */
export async function work(
  { config: { roles }, undo, signal }: Starting,
  { database: { jobsDb }, backend, queue, metrics }: Opened,
  { services, discord }: Connected,
  sweepEveryMs: number | undefined,
): Promise<void> {
  const isWorker = roles.includes('worker');
  if (isWorker) {
    const worker = await startWorker(backend, queue, { ...services, db: jobsDb }, jobHandlers(features), {
      sweepEveryMs,
      onDone: ({ job, outcome, waited, took }) => {
        metrics.jobs.observe({ job, outcome }, took);
        metrics.jobWaits.observe({ job }, waited);
      },
    });
    undo.add(() => worker.close());
  }
  if (discord && roles.includes('gateway')) await discord.receive();
  signal?.throwIfAborted();
  if (isWorker) {
    const warmingUp = warmUp(services);
    undo.add(() => warmingUp);
  }
}
