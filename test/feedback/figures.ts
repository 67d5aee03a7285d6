import type { Assessment } from '../../src/domain/coach.ts';
import type { Question } from '../../src/domain/question.ts';
import { type Labelled, rank, right, worthless } from './labelled.ts';

/** An answer, and what a coach made of it. */
export interface Judged extends Labelled {
  readonly got: Pick<Assessment, 'score' | 'unscored' | 'covered' | 'unsure' | 'missing' | 'misconceptions'>;
  /** How likely it is that the answer makes each point, by id. */
  readonly beliefs: ReadonlyMap<string, number>;
}

/** A part of a whole. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

const scoreOf = ({ got }: Judged) => got.score ?? 0;
const wordsOf = ({ answer }: Labelled) => answer.split(/\s+/).filter(Boolean).length;
const share = ({ hits, of }: Share) => (of === 0 ? Number.NaN : hits / of);
export const percent = (part: Share) => (part.of === 0 ? '–' : `${Math.round(100 * share(part))} %`);

/** Of the key points that were found, and of those that are there. */
export function f1(all: readonly Judged[]): number {
  let [hits, wanted, found] = [0, 0, 0];
  for (const { covered, got } of all) {
    if (!covered) continue;
    hits += got.covered.filter((id) => covered.includes(id)).length;
    wanted += covered.length;
    found += got.covered.length;
  }
  return (2 * hits) / (wanted + found);
}

/** Who can't win by length alone: answers that make some of the points. */
export const middling = (all: readonly Judged[]) => all.filter(({ kind }) => /^(medium|weak)/.test(kind));

/** Pairs of a point that an answer makes and one that it doesn't, of which the made one is believed more. */
export function whichPoint(all: readonly Judged[]): Share {
  let [hits, of] = [0, 0];
  for (const { covered, beliefs } of middling(all)) {
    for (const [made, more] of beliefs)
      for (const [left, less] of beliefs) {
        if (!covered?.includes(made) || covered.includes(left)) continue;
        of += 1;
        hits += more > less ? 1 : more === less ? 0.5 : 0;
      }
  }
  return { hits, of };
}

/** Pairs of answers to one question of which the better one is at most a tenth longer, and which of them scores higher. */
export function inOrder(all: readonly Judged[]): Share {
  const pairs = pairsOf(
    all,
    (better, worse) =>
      (rank[better.kind] ?? 0) > (rank[worse.kind] ?? 9) && wordsOf(better) <= 1.1 * wordsOf(worse),
  );
  return {
    hits: pairs.filter(([better, worse]) => scoreOf(better) > scoreOf(worse)).length,
    of: pairs.length,
  };
}

/** Pairs of a worthless answer and a medium one to the same question, of which the first scores lower. */
export function resisted(all: readonly Judged[]): Share {
  const pairs = pairsOf(all, (bad, medium) => worthless.includes(bad.kind) && medium.kind === 'medium');
  return { hits: pairs.filter(([bad, medium]) => scoreOf(bad) < scoreOf(medium)).length, of: pairs.length };
}

function pairsOf(all: readonly Judged[], isPair: (one: Judged, other: Judged) => boolean) {
  return all.flatMap((one) =>
    all
      .filter((other) => one.question === other.question && one.set === other.set && isPair(one, other))
      .map((other) => [one, other] as const),
  );
}

/** Right answers in which a misconception is seen. */
export function accused(all: readonly Judged[]): Share {
  const answers = all.filter(({ kind }) => right.includes(kind));
  return { hits: answers.filter(({ got }) => got.misconceptions.length > 0).length, of: answers.length };
}

export function mistakesFound(all: readonly Judged[]): Share {
  const wrong = all.filter(({ kind }) => kind === 'wrong' || kind === 'mistaken');
  return { hits: wrong.filter(({ got }) => got.misconceptions.length > 0).length, of: wrong.length };
}

/** Key points that answers reject in so many words, and which of them count as made all the same. */
export function deniedButCounted(all: readonly Judged[]): Share {
  const denied = all.flatMap(({ denied = [], got }) => denied.map((id) => got.covered.includes(id)));
  return { hits: denied.filter(Boolean).length, of: denied.length };
}

/** How far beliefs and what is so are apart: https://arxiv.org/abs/1706.04599 (expected calibration error, ten bins). */
export function calibrationError(all: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, () => ({ beliefs: 0, made: 0 }));
  let count = 0;
  for (const { covered, beliefs } of all) {
    if (!covered) continue;
    for (const [id, belief] of beliefs) {
      const bin = bins[Math.min(9, Math.floor(belief * 10))];
      if (!bin) continue;
      bin.beliefs += belief;
      bin.made += Number(covered.includes(id));
      count += 1;
    }
  }
  return bins.reduce((sum, { beliefs, made }) => sum + Math.abs(beliefs - made), 0) / count;
}

/** Verdicts that say "not sure". */
export function unsureShare(all: readonly Judged[]): Share {
  const points = (ids: keyof Judged['got']) =>
    all.reduce((sum, { got }) => sum + (got[ids] as string[]).length, 0);
  return { hits: points('unsure'), of: points('covered') + points('unsure') + points('missing') };
}

/** What counting words makes of the same answers: from so many words on, where that fits best, an answer makes every point. */
export function countingWords(all: readonly Judged[], questions: ReadonlyMap<string, Question>): Judged[] {
  const byLength = (limit: number) =>
    all.map((one): Judged => {
      const ids = questions.get(one.question)?.key_points.map(({ id }) => id) ?? [];
      const words = wordsOf(one);
      const makes = words >= limit;
      return {
        ...one,
        got: {
          score: words,
          covered: makes ? ids : [],
          unsure: [],
          missing: makes ? [] : ids,
          misconceptions: [],
        },
        beliefs: new Map(ids.map((id) => [id, Math.min(1, words / 200)])),
      };
    });
  return [30, 40, 50, 60, 70, 80, 90, 100, 110, 120]
    .map(byLength)
    .reduce((best, one) => (f1(one) > f1(best) ? one : best));
}

/** Pearson's r, and how far scores and grades are apart. */
export function agreement(pairs: readonly (readonly [number, number])[]): { r: number; rmse: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const [mx, my] = [mean(xs), mean(ys)];
  const both = mean(pairs.map(([x, y]) => (x - mx) * (y - my)));
  const spread = (values: readonly number[], middle: number) =>
    Math.sqrt(mean(values.map((one) => (one - middle) ** 2)));
  return {
    r: both / (spread(xs, mx) * spread(ys, my)),
    rmse: Math.sqrt(mean(pairs.map(([x, y]) => (x - y) ** 2))),
  };
}
