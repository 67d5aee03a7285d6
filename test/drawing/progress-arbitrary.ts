import fc from 'fast-check';
import type { Progress } from '../../src/drawing/progress-data.ts';

const topic = fc.record({
  topic: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const firstMonday = Date.parse('2026-06-01');

/** Any progress that there can be. */
export const anyProgress: fc.Arbitrary<Progress> = fc
  .record({
    answers: fc.array(fc.nat({ max: 9 }), { minLength: 176, maxLength: 182 }),
    scores: fc.array(fc.option(fc.nat({ max: 100 })), { minLength: 26, maxLength: 26 }),
    strongest: fc.array(topic, { maxLength: 3 }),
    weakest: fc.array(topic, { maxLength: 3 }),
    due: fc.nat({ max: 500 }),
  })
  .map(({ answers, scores, ...rest }) => ({
    ...rest,
    weeks: scores.map((score, week) => ({
      monday: new Date(firstMonday + week * 7 * 86_400_000).toISOString().slice(0, 10),
      answers: answers.slice(week * 7, week * 7 + 7),
      score,
    })),
  }));
