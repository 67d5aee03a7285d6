import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { expectPodium } from '../faults/practice-invariants.ts';
import { seeded } from '../faults/settings.ts';
import { eveningOf, firstDay, seasonTurns } from './calendar.ts';
import { expectTruth, liveThrough } from './day.ts';
import { sayFigures } from './figures.ts';
import { openLane } from './lane.ts';
import { Lifetimes } from './lifetime.ts';
import { days, teams } from './settings.ts';
import {
  type Counts,
  countRows,
  expectOnlyPracticeGrew,
  expectOnlyWhatIsKept,
  expectTablesKnown,
} from './tables.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

test(`${days} days with ${teams} teams on Slack and Discord: nothing lost, nothing twice, no more memory, nothing kept for too long`, () =>
  seeded(async () => {
    const begin = firstDay();
    const lane = await openLane(eveningOf(begin.subtract({ days: 1 })));
    const { clock, db, programs, mishaps, residents } = lane;
    await expectTablesKnown(db);
    const lifetimes = new Lifetimes(programs, days);
    const begun = () => residents.reduce((sum, { crowd }) => sum + crowd.done, 0);
    let counted: Counts = {};
    for (let past = 0; past < days; past += 1) {
      const startedAt = performance.now();
      const day = begin.add({ days: past });
      await liveThrough(day, lifetimes.victim(past), lane);
      if (past === Math.floor(days / 3)) counted = await countRows(db);
      const memory = await lifetimes.measure();
      const tookSeconds = Math.round((performance.now() - startedAt) / 1000);
      say(
        `day ${past + 1}, ${day}: ${begun()} things done, ${mishaps.total} mishaps; ${memory}; ${tookSeconds} s`,
      );
    }
    for (const resident of residents) await expectTruth(db, resident);
    if (seasonTurns(begin, begin.add({ days: days - 1 })))
      for (const resident of residents) await expectPodium(db, resident);
    expectOnlyPracticeGrew(counted, await countRows(db));
    const memory = lifetimes.expectNoGrowth();
    const figures = await sayFigures(db);
    const forgetful = residents.filter(({ isForgetful }) => isForgetful).map(({ workspace }) => workspace);
    // The next sweep is never far.
    const soon = { timeout: 120_000, interval: 500 };
    const onlyWhatIsKept = () => expectOnlyWhatIsKept(db, forgetful).then(() => true);
    await expect.poll(onlyWhatIsKept, soon).toBe(true);
    // A holiday of more than a month.
    clock.set(eveningOf(begin.add({ days: days + 35 })));
    await expect.poll(onlyWhatIsKept, soon).toBe(true);
    say(`${days} days survived with ${teams} teams. Done: ${begun()} things. Lost: 0. There are ${figures}.`);
    say(`Mishaps: ${mishaps.say()}.\nHeap, first days → last: ${memory}.`);
    await lane.close();
  }));
