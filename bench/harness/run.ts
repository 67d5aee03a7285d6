import { hold, type Row } from './contest.ts';
import { backends, type Measurement } from './measurement.ts';
import type { Report } from './report.ts';
import { openRedis, openSite } from './site.ts';
import type { Sizes } from './sizes.ts';

interface Options {
  readonly measurements: readonly Measurement[];
  readonly rounds: number;
  readonly sizes: Sizes;
  /** Hears what is going on. */
  readonly say: (line: string) => void;
}

const noRedis = 'redis-server is not installed; on Debian: apt-get install redis-server';

export async function run({ measurements, rounds, sizes, say }: Options): Promise<Report> {
  const redis = await openRedis();
  const site = await openSite();
  const rows: Row[] = [];
  const notRun: Report['notRun'][number][] = [];
  try {
    for (const measurement of measurements)
      for (const backend of measurement.onBothBackends ? backends : (['postgres'] as const)) {
        const { id, title } = measurement;
        const why = backend === 'redis' && !redis ? noRedis : measurement.missing?.();
        if (why !== undefined) {
          notRun.push({ id, queue: backend, why });
          say(`${id}: not run with the queue on ${backend}. ${why}`);
          continue;
        }
        say(`${id}: ${title}${measurement.onBothBackends ? `, queue on ${backend}` : ''}`);
        await redis?.flush();
        const used = backend === 'redis' ? redis : undefined;
        rows.push(...(await hold(measurement, { site, sizes, backend, redis: used }, rounds)));
      }
  } finally {
    await site.stop();
    await redis?.stop();
  }
  return { rounds, rows, notRun };
}
