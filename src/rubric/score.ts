import type { JudgedSentence } from './standing.ts';
import type { Judgement } from './verdicts.ts';

/** A belief below this earns nothing, one above the other all of a point, and one in the middle half of it. */
const doubt = { from: 0.12, to: 0.88 };
/** Points off for misconceptions: for the first, for all, and at most so much of what was earned. */
const lost = { first: 15, most: 20, share: 0.5 };

/**
 * 0 to 100: the share of key points that an answer makes, each as far as it is believed. Length and manner earn nothing.
 */
export function earnedBy({ points, sentences }: Judgement): number {
  const made = points.reduce((sum, { belief }) => sum + worthOf(belief), 0);
  return Math.round((100 * made * sincerity(sentences)) / Math.max(1, points.length));
}

function worthOf(belief: number): number {
  return Math.min(1, Math.max(0, (belief - doubt.from) / (doubt.to - doubt.from)));
}

/** What each of so many misconceptions costs. */
export function costsOf(misconceptions: number, earned: number): number[] {
  const all = Math.min(misconceptions > 1 ? lost.most : lost.first, Math.floor(earned * lost.share));
  return Array.from(
    { length: misconceptions },
    (_, at) => Math.floor(((at + 1) * all) / misconceptions) - Math.floor((at * all) / misconceptions),
  );
}

/** Words to the grader devalue what stands beside them. */
function sincerity(sentences: readonly JudgedSentence[]): number {
  const lengthOf = (all: readonly JudgedSentence[]) =>
    all.reduce((sum, { sentence }) => sum + sentence.tokens.length, 0);
  const appeals = lengthOf(sentences.filter(({ standing }) => standing === 'appeal'));
  return appeals > lengthOf(sentences) / 3 ? 0.3 : 1;
}
