import fc from 'fast-check';
import { type Grade, Rating } from 'ts-fsrs';
import { expect, test } from 'vitest';
import { remembered } from '../../src/recall/forgetting.ts';
import { gradesOf, type Reading } from '../../src/recall/grades.ts';

const grades = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy] as const;
const start = Date.parse('2026-01-05T09:00:00Z');
const dayMs = 86_400_000;

const history = fc
  .array(
    fc.record({
      days: fc.double({ min: 0, max: 400, noNaN: true }),
      grade: fc.constantFrom<Grade>(...grades),
    }),
    {
      maxLength: 12,
    },
  )
  .map((steps) => steps.map(({ days, grade }) => ({ at: new Date(start + days * dayMs), grade })));

test('a better grade never makes a key point come back earlier', () => {
  fc.assert(
    fc.property(history, fc.double({ min: 0, max: 300, noNaN: true }), (before, days) => {
      const last = Math.max(start, ...before.map(({ at }) => at.getTime()));
      const at = new Date(last + days * dayMs);
      const dues = grades.map((grade) => remembered([...before, { at, grade }], at)?.due.getTime() ?? 0);
      expect(dues).toEqual([...dues].sort((one, other) => one - other));
    }),
  );
});

test('it comes back after the last time, and is known for less the longer that is ago', () => {
  fc.assert(
    fc.property(history, fc.double({ min: 0, max: 300, noNaN: true }), (events, days) => {
      fc.pre(events.length > 0);
      const last = Math.max(...events.map(({ at }) => at.getTime()));
      const [now, later] = [last, last + days * dayMs].map((ms) => remembered(events, new Date(ms)));
      expect(now?.due.getTime()).toBeGreaterThan(last);
      expect(later?.due).toEqual(now?.due);
      expect(later?.retrievability).toBeLessThanOrEqual((now?.retrievability ?? 0) + 1e-9);
    }),
  );
});

test('the order in which a history is read makes no difference', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 }), (days) => {
      const events = days.map((day, index) => ({
        at: new Date(start + day * dayMs),
        grade: grades[index % grades.length] ?? Rating.Good,
      }));
      const now = new Date(start + 500 * dayMs);
      expect(remembered([...events].reverse(), now)).toEqual(remembered(events, now));
    }),
  );
});

const reading = (more: Partial<Reading>): Reading => ({
  covered: [],
  unsure: [],
  missing: [],
  doubts: 0,
  isAfterSample: false,
  ...more,
});

test.each([
  ['covered', [reading({ covered: ['a'] })], false, Rating.Good],
  ['covered and praised', [reading({ covered: ['a'] })], true, Rating.Easy],
  ['covered beside a misconception', [reading({ covered: ['a'], doubts: 1 })], false, Rating.Hard],
  ['the same, which a mentor praises', [reading({ covered: ['a'], doubts: 1 })], true, Rating.Easy],
  ['unsure', [reading({ unsure: ['a'] })], true, Rating.Hard],
  ['missing', [reading({ missing: ['a'] })], true, Rating.Again],
  ['made only by an edit', [reading({ missing: ['a'] }), reading({ covered: ['a'] })], false, Rating.Hard],
  ['lost by an edit', [reading({ covered: ['a'] }), reading({ missing: ['a'] })], false, Rating.Good],
  ['made after the sample answer', [reading({ covered: ['a'], isAfterSample: true })], false, Rating.Hard],
] as const)('%s', (_name, readings, isPraised, grade) => {
  expect(gradesOf(readings, isPraised)).toEqual(new Map([['a', grade]]));
});

test('an answer that no coach has read says nothing', () => {
  expect(gradesOf([], true).size).toBe(0);
});
