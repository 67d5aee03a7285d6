import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costsOf, earnedBy } from '../../src/rubric/score.ts';
import type { JudgedSentence } from '../../src/rubric/standing.ts';
import type { Judgement } from '../../src/rubric/verdicts.ts';

/** What the score looks at: how far each point is believed, and how many words stand where. */
const judged = (beliefs: readonly number[], own = 9, appeals = 0): Judgement => {
  const sentence = (words: number, standing: string) => ({ sentence: { tokens: Array(words) }, standing });
  const sentences = [sentence(own, 'asserted'), sentence(appeals, 'appeal')] as unknown as JudgedSentence[];
  return { points: beliefs.map((belief) => ({ belief })), sentences } as unknown as Judgement;
};

test('a point earns nothing up to a belief of 0.12, all from 0.88 on, and half in the middle', () => {
  const earned = [0, 0.12, 0.5, 0.88, 1].map((belief) => earnedBy(judged([belief])));
  expect(earned).toEqual([0, 0, 50, 100, 100]);
  expect(earnedBy(judged([0.31]))).toBe(25);
});

test('points count the same, whatever there is of them', () => {
  expect(earnedBy(judged([1, 1, 0, 0.5]))).toBe(63);
  expect(earnedBy(judged([1, 0]))).toBe(50);
  expect(earnedBy(judged([]))).toBe(0);
});

test('an answer of which more than a third is said to the grader earns three tenths', () => {
  expect(earnedBy(judged([1], 9, 4))).toBe(100);
  expect(earnedBy(judged([1], 8, 4))).toBe(100);
  expect(earnedBy(judged([1], 8, 5))).toBe(30);
  expect(earnedBy(judged([1], 0, 0))).toBe(100);
});

test('a misconception costs 15, several 20 together, and none more than half of what was earned', () => {
  expect(costsOf(0, 100)).toEqual([]);
  expect(costsOf(1, 100)).toEqual([15]);
  expect(costsOf(2, 100)).toEqual([10, 10]);
  expect(costsOf(3, 100)).toEqual([6, 7, 7]);
  expect(costsOf(1, 21)).toEqual([10]);
  expect(costsOf(3, 0)).toEqual([0, 0, 0]);
});

test('law: what several cost is shared out whole, and nearly alike', () => {
  const few = fc.integer({ min: 2, max: 12 });
  fc.assert(
    fc.property(few, fc.integer({ min: 0, max: 100 }), (misconceptions, earned) => {
      const costs = costsOf(misconceptions, earned);
      expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(Math.min(20, Math.floor(earned / 2)));
      expect(Math.max(...costs) - Math.min(...costs)).toBeLessThanOrEqual(1);
    }),
  );
});
