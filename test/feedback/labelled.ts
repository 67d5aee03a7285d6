import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assessment } from '../../src/feedback/coach.ts';

type Kind =
  | 'strong'
  | 'strong-other-words'
  | 'medium'
  | 'weak'
  | 'wrong'
  | 'off-topic'
  | 'stuffed'
  | 'hostile';

export interface Labelled {
  readonly id: string;
  readonly question: string;
  readonly kind: Kind;
  readonly covered?: readonly string[];
  readonly answer: string;
}

/** How good an answer of a kind is; of the others none should score like an answer. */
const rank: Partial<Record<Kind, number>> = {
  strong: 3,
  'strong-other-words': 3,
  medium: 2,
  weak: 1,
};

/** In the order in which they were written; only the first four exist for every track. docs/coaching.md tells what each was used for. */
export const sets = ['', 'more', 'later', 'kept', 'fitted', 'unseen'];

const pathOf = (name: string) => join(import.meta.dirname, 'answers', name);
const fileOf = (track: string, set: string) => `${track}${set && `-${set}`}.jsonl`;

/** The answers of a set to a track's questions; none where it has none. */
export function readSet(track: string, set: string): Labelled[] {
  const file = fileOf(track, set);
  return existsSync(pathOf(file)) ? readAnswers(file) : [];
}

export function readAnswers(name: string): Labelled[] {
  return readFileSync(pathOf(name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

export interface Judged extends Labelled {
  readonly got: Assessment;
}

/** A part of a whole, as a share. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** Pairs of answers to one question of which the better scores higher. */
export function inOrder(all: readonly Judged[]): Share {
  const pairs = pairsOf(all, (a, b) => (rank[a.kind] ?? 0) > (rank[b.kind] ?? 9));
  return { hits: pairs.filter(([a, b]) => a.got.score > b.got.score).length, of: pairs.length };
}

/** Pairs of what is no answer with a medium one to the same question, of which the first is far below. */
export function farBelow(all: readonly Judged[]): Share {
  const pairs = pairsOf(all, (bad, medium) => !rank[bad.kind] && medium.kind === 'medium');
  return {
    hits: pairs.filter(([bad, medium]) => bad.got.score < medium.got.score - 15).length,
    of: pairs.length,
  };
}

function pairsOf(all: readonly Judged[], isPair: (one: Judged, other: Judged) => boolean) {
  return all.flatMap((one) =>
    all
      .filter((other) => one.question === other.question && isPair(one, other))
      .map((other) => [one, other] as const),
  );
}

/** Of the key points that were found, and of those that are there. */
export function coverageOf(all: readonly Judged[]): { precision: number; recall: number; f1: number } {
  let [hits, wanted, found] = [0, 0, 0];
  for (const { covered, got } of all) {
    if (!covered) continue;
    hits += got.covered.filter((id) => covered.includes(id)).length;
    wanted += covered.length;
    found += got.covered.length;
  }
  return { precision: hits / found, recall: hits / wanted, f1: (2 * hits) / (wanted + found) };
}

/** Wrong answers in which a misconception is found. */
export function mistakesFound(all: readonly Judged[]): Share {
  const wrong = all.filter(({ kind }) => kind === 'wrong');
  return { hits: wrong.filter(({ got }) => got.misconceptions.length > 0).length, of: wrong.length };
}
