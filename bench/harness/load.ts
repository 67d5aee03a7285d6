import { Worker } from 'node:worker_threads';

/** Does `work` for 0, 1, 2 …, so many at once; how many a second it came to. */
export async function asFastAsPossible(
  count: number,
  atOnce: number,
  work: (number: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}

/** Does `work` for 0, 1, 2 …, each when the one before is done; how many ms each took. */
export async function oneByOne(count: number, work: (number: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const startedAt = performance.now();
    await work(number);
    times.push(performance.now() - startedAt);
  }
  return times;
}

/**
 * Does `work` at a constant rate, whether or not what came before is done. Each latency, in ms, counts from when the
 * work was due: what waits behind a slow one is late, too.
 */
export async function atConstantRate(
  perSecond: number,
  seconds: number,
  work: (number: number) => Promise<void>,
): Promise<number[]> {
  const count = perSecond * seconds;
  const firstAt = Date.now() + 200;
  const workerData = { firstAt, everyMs: 1000 / perSecond, count };
  const metronome = new Worker(new URL('./metronome.ts', import.meta.url), { workerData });
  const latencies: Promise<number>[] = [];
  await new Promise<void>((resolve, reject) => {
    metronome.once('error', reject).once('exit', () => resolve());
    metronome.on('message', (number: number) => {
      const dueAt = firstAt + number * workerData.everyMs - performance.timeOrigin;
      const latency = work(number).then(() => performance.now() - dueAt);
      // Heard below, when all are on their way.
      latency.catch(() => undefined);
      latencies.push(latency);
    });
  });
  return Promise.all(latencies);
}
