import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type History, mostFreezes, streakIn } from '../../src/streaks/law.ts';

/** A hundred days, the last of which is today. */
const calendar = [...Array(100).keys()].map((days) =>
  new Date(Date.parse('2026-09-01') + days * 86_400_000).toISOString().slice(0, 10),
);
const today = calendar.at(-1) ?? '';

const someDays = (maxLength = 100) => fc.uniqueArray(fc.constantFrom(...calendar), { maxLength });

interface Told extends Omit<History, 'answered' | 'isOff'> {
  readonly answered: readonly string[];
  readonly off: readonly string[];
}

/** Most days are asked and answered, so that streaks come about. */
const history: fc.Arbitrary<Told> = fc
  .record({
    silent: someDays(),
    missed: someDays(20),
    earned: fc.array(fc.constantFrom(...calendar), { maxLength: 12 }),
    off: someDays(10),
  })
  .map(({ silent, missed, earned, off }) => ({
    asked: calendar.filter((day) => !silent.includes(day)),
    answered: calendar.filter((day) => !missed.includes(day)),
    earned,
    off,
  }));

const streakOf = ({ answered, off, ...rest }: Told) =>
  streakIn({ ...rest, answered: new Set(answered), isOff: (day) => off.includes(day) }, today);

test('a freeze never makes a streak longer than the days', () => {
  fc.assert(
    fc.property(history, (told) => {
      const { streak, frozenDays, freezesLeft } = streakOf(told);
      const answered = told.asked.filter((day) => told.answered.includes(day));
      expect(streak).toBeLessThanOrEqual(answered.length);
      expect(streak + frozenDays.length).toBeLessThanOrEqual(told.asked.length);
      expect(frozenDays.filter((day) => answered.includes(day))).toEqual([]);
      expect(frozenDays.length + freezesLeft).toBeLessThanOrEqual(told.earned.length);
      expect(freezesLeft).toBeLessThanOrEqual(mostFreezes);
    }),
  );
});

test('more freezes never make a streak shorter, nor leave fewer', () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...calendar), (told, day) => {
      const [fewer, more] = [streakOf(told), streakOf({ ...told, earned: [...told.earned, day] })];
      expect(more.streak).toBeGreaterThanOrEqual(fewer.streak);
      expect(more.freezesLeft).toBeGreaterThanOrEqual(fewer.freezesLeft);
    }),
  );
});

test('a day off never ends a streak, nor uses a freeze', () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...calendar), (told, day) => {
      const [without, withIt] = [streakOf(told), streakOf({ ...told, off: [...told.off, day] })];
      expect(withIt.streak).toBeGreaterThanOrEqual(without.streak);
      expect(withIt.freezesLeft).toBeGreaterThanOrEqual(without.freezesLeft);
      expect(withIt.frozenDays).not.toContain(day);
    }),
  );
});

test('the same history gives the same streak, in whatever order it is told', () => {
  fc.assert(
    fc.property(history, (told) => {
      const { asked, answered, earned, off } = told;
      const backwards = {
        asked: asked.toReversed(),
        answered: answered.toReversed(),
        earned: earned.toReversed(),
        off,
      };
      expect(streakOf(backwards)).toEqual(streakOf(told));
    }),
  );
});

test('without freezes a streak is the days since the last that was missed', () => {
  fc.assert(
    fc.property(history, (told) => {
      const isMissed = (day: string) =>
        day !== today && !told.answered.includes(day) && !told.off.includes(day);
      const after = told.asked.findLast(isMissed) ?? '';
      const kept = told.asked.filter((day) => day > after && told.answered.includes(day));
      expect(streakOf({ ...told, earned: [] }).streak).toBe(kept.length);
    }),
  );
});

const days = (...numbers: number[]) => numbers.map((number) => calendar[number] ?? '');

test.each([
  ['a freeze keeps the streak over one missed day', days(0, 1, 3), days(1), 3, 0, days(2)],
  ['it can be earned on the missed day itself', days(0, 1, 3), days(2), 3, 0, days(2)],
  ['one that is earned later comes too late', days(0, 1, 3), days(3), 1, 1, []],
  ['two keep it over two days', days(0, 3), days(0, 0), 2, 0, days(1, 2)],
  ['a third isn’t kept', days(0, 4), days(0, 0, 0), 1, 0, []],
  ['what ended is not mended', days(0, 5), days(0, 0, 4), 1, 0, []],
] as const)('%s', (_name, answered, earned, streak, freezesLeft, frozenDays) => {
  const last = answered.at(-1) ?? '';
  const asked = calendar.filter((day) => day <= last);
  const told = { asked, answered: new Set(answered), earned, isOff: () => false };
  expect(streakIn(told, last)).toEqual({ streak, freezesLeft, frozenDays });
});
