import { afterEach, beforeEach, expect, test } from 'vitest';
import { steadyClock } from '../src/base/steady-clock.ts';
import { CoachFault } from '../src/domain/coach.ts';
import { rubricCoach } from '../src/rubric/rubric-coach.ts';
import { good } from './support/answers.ts';
import { Harness } from './support/harness.ts';

const rubric = rubricCoach();
let isAway = false;
let h: Harness;
beforeEach(async () => {
  isAway = true;
  const coach = {
    ...rubric,
    assess: (...given: Parameters<typeof rubric.assess>) =>
      isAway ? Promise.reject(new CoachFault('HTTP 503')) : rubric.assess(...given),
  };
  h = await Harness.start({ at: '2026-11-24T08:00:00Z', coach });
});
afterEach(() => h.stop());

test('the clock goes back an hour: feedback that waits comes when it was due', async () => {
  await h.reply('maya', await h.drop(), good);
  isAway = false;
  const states = () => h.services.db.selectFrom('feedback').select('state').execute();
  expect(await states()).toEqual([{ state: 'pending' }]);
  h.clock(1);
  h.services.steady();
  h.clock(-60);
  await h.sweep();
  expect(await states()).toEqual([{ state: 'given' }]);
});

test('the steady clock follows the other and never goes back', () => {
  let [now, elapsedMs] = [1000, 0];
  const steady = steadyClock(
    () => new Date(now),
    () => elapsedMs,
  );
  const step = (toNow: number, toElapsed: number) => {
    [now, elapsedMs] = [toNow, toElapsed];
    return steady().getTime();
  };
  expect(step(1500, 500)).toBe(1500);
  // Set back: what goes by is still counted.
  expect(step(200, 700)).toBe(1700);
  expect(step(300, 800)).toBe(1800);
  // Set right, and ahead.
  expect(step(9000, 900)).toBe(9000);
});
