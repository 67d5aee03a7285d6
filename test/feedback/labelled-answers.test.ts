import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/domain/question.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import {
  accused,
  agreement,
  calibrationError,
  countingWords,
  deniedButCounted,
  f1,
  inOrder,
  type Judged,
  middling,
  resisted,
  type Share,
  whichPoint,
} from './figures.ts';
import { judgeAll } from './judge.ts';
import { bare, labelledQuestions, ownQuestions, ownSets, readLabelled, readSet, right } from './labelled.ts';
import { gainedByPadding } from './padding.ts';
import { gradePublic, readPublic } from './public-answers.ts';

/**
 * Floors a little below what docs/coaching.md tells, by the shipped weights, on the answers that they were never fitted to. For all other
 * answers `npm run measure` leaves each question out of the fitting, which takes minutes.
 */
const floors = {
  shipped: { f1: 0.8, middling: 0.82, which: 0.93, order: 0.9, resisted: 0.77, padding: 6 },
  bare: { f1: 0.62, middling: 0.57, which: 0.78, order: 0.77, resisted: 0.77, padding: 7 },
  own: { f1: 0.67, middling: 0.58, which: 0.79, order: 0.83, resisted: 0.75, padding: 6 },
};

const byId = (questions: readonly Question[]) => new Map(questions.map((one) => [one.id, one]));
const share = ({ hits, of }: Share) => hits / of;
const shipped = byId(await labelledQuestions());
const coach = rubricCoach();

const parts = [
  { name: 'shipped', answers: readSet('final'), questions: shipped },
  { name: 'bare', answers: readSet('final'), questions: byId([...shipped.values()].map(bare)) },
  { name: 'own', answers: readSet('final-own'), questions: byId(ownQuestions('final-own')) },
] as const;

describe.each(parts)('kept answers to $name questions', ({ name, answers, questions }) => {
  const floor = floors[name];
  const judged = judgeAll(
    answers.filter(({ kind }) => kind !== 'foreign'),
    questions,
  );

  test('key points are found, and better than by counting words', async () => {
    const all = await judged;
    const counted = countingWords(all, questions);
    expect(f1(all)).toBeGreaterThan(floor.f1);
    expect(f1(middling(all))).toBeGreaterThan(floor.middling);
    expect(f1(all)).toBeGreaterThan(f1(counted));
    expect(share(whichPoint(all))).toBeGreaterThan(floor.which);
    expect(share(whichPoint(counted))).toBeLessThan(floor.which);
  });

  test('answers of like length come in order, and worthless ones stay below', async () => {
    const all = await judged;
    expect(share(inOrder(all))).toBeGreaterThan(floor.order);
    expect(share(inOrder(countingWords(all, questions)))).toBeLessThan(floor.order);
    expect(share(resisted(all))).toBeGreaterThan(floor.resisted);
  });

  test('nobody who is right is accused, and beliefs mean what they say', async () => {
    const all = await judged;
    expect(accused(all)).toEqual({ hits: 0, of: expect.any(Number) });
    expect(calibrationError(all)).toBeLessThan(0.09);
  });

  test('padding earns little', async () => {
    const { mean } = await gainedByPadding(() => coach, questions, middling(await judged));
    expect(mean).toBeLessThan(floor.padding);
  });
});

test('what an answer denies seldom counts as made', async () => {
  const denying = readSet('final').filter(({ kind }) => kind === 'denying');
  expect(share(deniedButCounted(await judgeAll(denying, shipped)))).toBeLessThan(0.4);
});

test('every label names a key point, and every id is there once', () => {
  const questions = new Map([...shipped, ...byId([...ownSets, 'final-own' as const].flatMap(ownQuestions))]);
  const all = readLabelled(() => true);
  expect(new Set(all.map(({ id, set }) => `${set} ${id}`)).size).toBe(all.length);
  for (const { id, question, covered = [] } of all) {
    const known = questions.get(question)?.key_points.map((point) => point.id);
    expect(known, id).toEqual(expect.arrayContaining([...covered]));
  }
});

describe('what gets no number', () => {
  const all = judgeAll(
    readLabelled(() => true),
    new Map([...shipped, ...byId(ownSets.flatMap(ownQuestions))]),
  );
  const without = async (why: string, isWanted: (one: Judged) => boolean) => {
    const wanted = (await all).filter(isWanted);
    return wanted.filter(({ got }) => got.unscored === why).length / wanted.length;
  };

  test('other languages, and hardly any English', async () => {
    expect(await without('language', ({ kind }) => kind === 'foreign')).toBeGreaterThan(0.9);
    expect(await without('language', ({ kind }) => kind !== 'foreign')).toBeLessThan(0.01);
  });

  test('what is no answer, and no right answer', async () => {
    expect(await without('not-an-answer', ({ kind }) => kind === 'not-an-answer')).toBeGreaterThan(0.65);
    expect(await without('not-an-answer', ({ kind }) => right.includes(kind))).toBeLessThan(0.01);
  });
});

test('a sample answer makes nearly all of its key points, and states no misconception', async () => {
  let [made, of] = [0, 0];
  for (const question of shipped.values()) {
    const got = await coach.assess({ question, answer: question.sample_answer, earlierAnswers: [] });
    expect(got.misconceptions, question.id).toEqual([]);
    expect(got.score, question.id).toBeGreaterThan(60);
    made += got.covered.length;
    of += question.key_points.length;
  }
  expect(made / of).toBeGreaterThan(0.93);
});

// Where the public sets lie beside the project; they are never copied into it.
const mohler = readPublic('mohler-half', 'all');
if (mohler.length > 0)
  test('students’ answers are graded about as people grade them, without any fitting', async () => {
    const saf = readPublic('saf', 'unseen_questions');
    const r = async (lines: typeof saf, by: 'reference' | 'points') =>
      agreement(await gradePublic(coach, lines, by)).r;
    expect(await r(mohler, 'reference')).toBeGreaterThan(0.55);
    expect(await r(saf, 'reference')).toBeGreaterThan(0.75);
    expect(await r(mohler, 'points')).toBeGreaterThan(0.46);
    expect(await r(saf, 'points')).toBeGreaterThan(0.68);
  });
