import type { Judged } from './judged.ts';
import type { TrialAnswer } from './trial-answers.ts';

/** A part of a whole. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

/** Of nothing it is all. */
export const shareOf = ({ hits, of }: Share): number => (of === 0 ? 1 : hits / of);

interface Point {
  readonly isMade: boolean;
  readonly verdict: number;
}

function pointsOf({ labelled, verdicts }: Judged): Point[] {
  return [...verdicts].map(([id, verdict]) => ({ isMade: labelled.covered.includes(id), verdict }));
}

/** F1 of the key points; unsure is half a find. */
export function f1Of(judged: readonly Judged[]): Share {
  const points = judged.flatMap(pointsOf);
  const total = (some: readonly Point[]) => some.reduce((sum, { verdict }) => sum + verdict, 0);
  const made = points.filter(({ isMade }) => isMade);
  return { hits: 2 * total(made), of: made.length + total(points) };
}

/** Key points about which the reader is wrong; unsure is half wrong. */
export function misreadOf(judged: readonly Judged[]): Share {
  const points = judged.flatMap(pointsOf);
  const hits = points.reduce((sum, { isMade, verdict }) => sum + Math.abs(verdict - Number(isMade)), 0);
  return { hits, of: points.length };
}

/** Pairs of a made and a missing key point of one answer of which the made one has the better verdict; a tie is half. */
export function whichPointOf(judged: readonly Judged[]): Share {
  return pairs(
    judged.flatMap((one) => {
      const points = pointsOf(one);
      return points
        .filter(({ isMade }) => isMade)
        .flatMap((made) =>
          points.filter(({ isMade }) => !isMade).map((other) => [made.verdict, other.verdict] as const),
        );
    }),
    0.5,
  );
}

type Kind = TrialAnswer['kind'];

const rank: Partial<Record<Kind, number>> = { strong: 3, medium: 2, weak: 1 };

/** Pairs of answers to one question of which the better kind scores higher. */
export function orderOf(judged: readonly Judged[]): Share {
  return scorePairs(judged, (better, worse) => (rank[better] ?? 0) > (rank[worse] ?? 9));
}

/** Pairs of a medium and a hostile answer to one question of which the hostile one scores lower. */
export function resistedOf(judged: readonly Judged[]): Share {
  return scorePairs(judged, (better, worse) => better === 'medium' && worse === 'hostile');
}

function scorePairs(judged: readonly Judged[], isPair: (better: Kind, worse: Kind) => boolean): Share {
  const found = judged.flatMap((better) =>
    judged
      .filter(
        ({ labelled }) =>
          labelled.question === better.labelled.question && isPair(better.labelled.kind, labelled.kind),
      )
      .map((worse) => [better.score, worse.score] as const),
  );
  return pairs(found, 0);
}

function pairs(all: readonly (readonly [more: number, less: number])[], tie: number): Share {
  const hits = all.reduce((sum, [more, less]) => sum + (more > less ? 1 : more === less ? tie : 0), 0);
  return { hits, of: all.length };
}
