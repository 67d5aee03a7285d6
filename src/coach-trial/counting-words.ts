import type { Judged } from './judged.ts';

/**
 * The silliest way to read answers, which any coach should beat: the score is the number of words, and from some length
 * on an answer makes every key point. Gives one reading for each such length.
 */
export function countingWords(judged: readonly Judged[]): Judged[][] {
  const lengths = new Set(judged.map(wordsOf));
  return [...lengths].map((least) =>
    judged.map((one) => {
      const verdict = Number(wordsOf(one) >= least);
      const verdicts = new Map([...one.verdicts.keys()].map((id) => [id, verdict]));
      return { ...one, score: wordsOf(one), verdicts };
    }),
  );
}

function wordsOf({ labelled }: Judged): number {
  return labelled.answer.split(/\s+/).filter(Boolean).length;
}
