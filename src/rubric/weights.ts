import type { Forest } from './forest.ts';
import learned from './weights.json' with { type: 'json' };

/** What the reader has learned from labelled answers: `npm run fit` writes it. */
export interface Weights {
  /** In how many questions a stem is met, where it is met in more than one. */
  readonly spread: Readonly<Record<string, number>>;
  readonly questions: number;
  /** For questions with examples or cues, and for those that have neither. */
  readonly forests: Readonly<Record<'rich' | 'plain', Forest>>;
}

export const shippedWeights: Weights = learned;

/** A word that is met everywhere still is a word of the point. */
const leastWeight = 0.4;

/** How much a word, given by its stem, says by itself: 1 for one that is met in a single question, little for one met in all. */
export function significance({ spread, questions }: Pick<Weights, 'spread' | 'questions'>) {
  const most = Math.log(questions + 1);
  return (stem: string) => {
    const met = Object.hasOwn(spread, stem) ? (spread[stem] ?? 1) : 1;
    return leastWeight + ((1 - leastWeight) * Math.log((questions + 1) / met)) / most;
  };
}
