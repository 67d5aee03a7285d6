import type { Wake } from '../src/jobs.ts';
import type { Log, Services } from '../src/services.ts';
import type { JobQueue } from './backend.ts';
import { enqueue } from './queue.ts';

export interface WakeUp {
  readonly wake: Services['wake'];
  /** Until everything so far is queued. */
  settle(): Promise<void>;
}

/**
 * Queues wakes behind the back of whoever asks, since what is to be done is stored by then; what comes while some are
 * on their way goes together with the next.
 */
export function wakeUp(queue: JobQueue, log: Log, now: () => Date): WakeUp {
  let waiting: Wake[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const wakes = waiting;
      waiting = [];
      await enqueue(queue, log, wakes, now());
    }
    flushing = undefined;
  }

  return {
    wake: async (wakes) => {
      waiting.push(...wakes);
      flushing ??= Promise.resolve().then(flush);
    },
    settle: async () => flushing,
  };
}
