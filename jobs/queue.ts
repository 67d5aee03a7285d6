import { describeError } from '../src/base/errors.ts';
import type { Log } from '../src/base/log.ts';
import { joinWakes, type Wake } from '../src/services/wake.ts';
import type { JobQueue } from './backend.ts';

/** A job that throws (the database is away, say) is tried again after 1, 2, 4 and 8 s; then the sweeper takes over. */
const options = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/**
 * Puts wakes into the queue, in one round trip. Those for the same kind of thing share jobs, and the ids make the same wake
 * one job. A queue that is away costs nothing but time: everything to do stands in the database.
 */
export async function enqueue(queue: JobQueue, log: Log, wakes: readonly Wake[], now: Date): Promise<void> {
  const distinct = [...new Map(wakes.map((wake) => [wake.id, wake])).values()];
  try {
    await queue.addBulk(
      joinWakes(distinct, now).map(({ job, data, id, at }) => ({
        name: job,
        data,
        opts: { ...options, jobId: id, delay: at ? Math.max(0, at.getTime() - now.getTime()) : 0 },
      })),
    );
  } catch (error) {
    log.warn({ count: distinct.length, error: describeError(error) }, 'jobs left to the sweeper');
  }
}
