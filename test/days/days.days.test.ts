import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { seeded } from '../faults/settings.ts';
import { eveningOf, firstDay } from './calendar.ts';
import { expectTruth, liveThrough } from './day.ts';
import { openLane } from './lane.ts';
import type { Name } from './programs.ts';
import { days, teams } from './settings.ts';
import {
  type Counts,
  countRows,
  expectOnlyPracticeGrew,
  expectOnlyWhatIsKept,
  expectTablesKnown,
} from './tables.ts';

/** A process that lives on may need so much more than it did after its first day. */
const [growth, growthBytes] = [1.15, 8_000_000];

const mb = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

test(`${days} days with ${teams} teams on Slack and Discord: nothing lost, nothing twice, no more memory, nothing kept for too long`, () =>
  seeded(async () => {
    const begin = firstDay();
    const lane = await openLane(eveningOf(begin.subtract({ days: 1 })));
    const { db, programs, mishaps, residents } = lane;
    await expectTablesKnown(db);
    const heaps: Record<Name, number[]> = { front: [], worker: [] };
    let counted: Counts = {};
    for (let past = 0; past < days; past += 1) {
      const startedAt = performance.now();
      const day = begin.add({ days: past });
      // One process is hit in the first half, the other in the second: each lives through half of the time.
      const victim = past < days / 2 ? 'worker' : 'front';
      await liveThrough(day, victim, lane);
      const told = [];
      for (const name of ['front', 'worker'] as const) {
        const { heap, rss } = await programs.memory(name);
        heaps[name].push(heap);
        told.push(`${name} ${mb(heap)} of heap, ${mb(rss)} in all`);
      }
      if (past === Math.floor(days / 3)) counted = await countRows(db);
      const things = residents.reduce((sum, { crowd }) => sum + crowd.done, 0);
      const took = Math.round((performance.now() - startedAt) / 1000);
      process.stdout.write(
        `day ${past + 1}, ${day}: ${things} things done so far, ${mishaps.total} mishaps; ${told.join('; ')}; ${took} s\n`,
      );
    }
    for (const resident of residents) await expectTruth(db, resident);
    const forgetful = residents.filter(({ isForgetful }) => isForgetful).map(({ workspace }) => workspace);
    await expectOnlyWhatIsKept(db, forgetful);
    expectOnlyPracticeGrew(counted, await countRows(db));
    for (const lived of [heaps.front.slice(0, days / 2), heaps.worker.slice(Math.ceil(days / 2))]) {
      const [first = 0, last = 0] = [lived[0], lived.at(-1)];
      expect(last).toBeLessThan(first * growth + growthBytes);
    }
    // A holiday of more than a month.
    lane.clock.set(eveningOf(begin.add({ days: days + 35 })));
    await expect
      .poll(() => expectOnlyWhatIsKept(db, forgetful).then(() => 'kept'), { timeout: 120_000, interval: 500 })
      .toBe('kept');
    const faults = [...mishaps.counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
    process.stdout.write(`survived ${days} days with ${teams} teams: ${faults}; lost 0\n`);
    await lane.close();
  }));
