import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Log } from '../src/base/log.ts';
import type { Services } from '../src/services/services.ts';
import type { Wake } from '../src/services/wake.ts';
import type { JobQueue } from './backend.ts';
import { enqueue } from './queue.ts';

export interface WakeUp {
  readonly wake: Services['wake'];
  /** Until everything so far is queued. */
  settle(): Promise<void>;
}

/** In a flood so many ms pass before the next are queued: the more share a job and a round trip, the less all of them cost. */
const restMs = 50;

/** How many wakes for later are remembered, so that what shares one doesn't queue it again and again. */
const remembered = 1000;

/**
 * Queues wakes behind the back of whoever asks, since what is to be done is stored by then; what comes while some are
 * on their way goes together with the next.
 */
export function wakeUp(queue: JobQueue, log: Log, now: () => Date): WakeUp {
  const delayed = new LRUCache<string, true>({ max: remembered });
  let waiting: Wake[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const wakes = waiting;
      waiting = [];
      await enqueue(queue, log, wakes, now());
      if (wakes.length > 1) await wait(restMs);
    }
    flushing = undefined;
  }

  /** One that is still to come lies in the queue, unless that has lost it: the sweeper makes up for it then. */
  function isNews({ id, at }: Wake): boolean {
    if (at === undefined || at <= now()) return true;
    const key = `${id} at ${at.getTime()}`;
    const isKnown = delayed.has(key);
    delayed.set(key, true);
    return !isKnown;
  }

  return {
    wake: async (wakes) => {
      const news = wakes.filter(isNews);
      if (news.length === 0) return;
      waiting.push(...news);
      flushing ??= Promise.resolve().then(flush);
    },
    settle: async () => flushing,
  };
}
