import { describe, expect, test } from 'vitest';
import { assess, coach, type Kind, questionOf, questions, readAnswers } from './assess.ts';

const rank: Partial<Record<Kind, number>> = { strong: 3, 'strong-other-words': 3, medium: 2, weak: 1 };

/** `backend.jsonl` was at hand while the coach was written; `backend-later.jsonl` came after its first version. */
const files = ['backend.jsonl', 'backend-later.jsonl'];
const judged = async (names: readonly string[]) =>
  Promise.all(
    names.flatMap(readAnswers).map(async (it) => ({ ...it, got: await assess(it.question, it.answer) })),
  );

describe('against labelled answers', () => {
  test('the set is as large and as varied as it should be', () => {
    const answers = readAnswers('backend.jsonl');
    expect(answers.length).toBeGreaterThanOrEqual(60);
    expect(new Set(answers.map(({ question }) => question)).size).toBe(10);
    const ids = files.flatMap(readAnswers).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, question, covered = [] } of files.flatMap(readAnswers))
      for (const point of covered)
        expect(
          questionOf(question).key_points.some((known) => known.id === point),
          `${id} ${point}`,
        ).toBe(true);
  });

  test('at least 95 % of the pairs within a question come in order, over both files', async () => {
    const all = await judged(files);
    const pairs = all.flatMap((a) =>
      all
        .filter((b) => a.question === b.question && (rank[a.kind] ?? 0) > (rank[b.kind] ?? 9))
        .map((b) => ({ a, b })),
    );
    const ordered = pairs.filter(({ a, b }) => a.got.score > b.got.score);
    expect(pairs.length).toBeGreaterThan(150);
    expect(ordered.length / pairs.length).toBeGreaterThanOrEqual(0.95);
  });

  test('what is wrong, stuffed, hostile or off topic stays below a medium answer', async () => {
    const all = await judged(files);
    const pairs = all
      .filter(({ kind }) => !rank[kind])
      .flatMap((bad) =>
        all
          .filter((it) => it.question === bad.question && it.kind === 'medium')
          .map((medium) => ({ bad, medium })),
      );
    const below = pairs.filter(({ bad, medium }) => bad.got.score < medium.got.score - 15);
    expect(pairs.length).toBeGreaterThan(80);
    expect(below.length / pairs.length).toBeGreaterThanOrEqual(0.95);
  });

  test.each(files)('F1 of the key points found is at least 0.8 in %s', async (file) => {
    let [hits, wanted, found] = [0, 0, 0];
    for (const { covered, got } of await judged([file])) {
      if (!covered) continue;
      hits += got.covered.filter((id) => covered.includes(id)).length;
      wanted += covered.length;
      found += got.covered.length;
    }
    expect((2 * hits) / (wanted + found)).toBeGreaterThanOrEqual(0.8);
  });

  test('strong answers state no misconceptions, wrong ones do', async () => {
    for (const { id, kind, got } of await judged(files)) {
      if (kind.startsWith('strong')) expect(got.misconceptions, id).toEqual([]);
      if (kind === 'wrong') expect(got.misconceptions.length, id).toBeGreaterThan(0);
    }
  });
});

test('every sample answer covers all of its key points and scores at least 85', async () => {
  for (const question of questions.values()) {
    const got = await coach.assess({ question, answer: question.sample_answer, earlierAnswers: [] });
    expect(got.missing, question.id).toEqual([]);
    expect(got.misconceptions, question.id).toEqual([]);
    expect(got.score, question.id).toBeGreaterThanOrEqual(85);
    expect(got.improvement, question.id).toMatch(/^Everything that matters is there\./);
  }
});
