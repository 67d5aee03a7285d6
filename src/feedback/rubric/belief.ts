/** What speaks for and against that an answer makes a key point, each about 0 to 3. */
export interface Grounds {
  /** Of the sentence that speaks of it most: how strongly it does, and by how many cues of several words and of one. */
  readonly strength: number;
  readonly phrases: number;
  readonly words: number;
  /** Further sentences that speak of it. */
  readonly others: number;
  /** How strongly the whole answer speaks of the key points, and of what share of them: a chance hit stands alone. */
  readonly presence: number;
  readonly breadth: number;
  /** 1 when the answer states a misconception. */
  readonly mistaken: number;
  /** The share of its words that are the question's and the rubric's: nearly all of a heap of keywords. */
  readonly jargon: number;
  /** How many key points its sentence speaks of, for its length: who names many says little of each. */
  readonly density: number;
  /** The share of its sentences that tell what the speaker did or would do. */
  readonly acts: number;
}

/** Fitted to the labelled answers by `npm run fit`. */
const bias = -4.81;
const weights: Readonly<Record<keyof Grounds, number>> = {
  strength: 1.67,
  phrases: 0.52,
  words: 0.31,
  others: 0.85,
  presence: 1.95,
  breadth: 2.24,
  mistaken: -3.73,
  jargon: -5.26,
  density: -1.88,
  acts: 1.01,
};

/** How likely it is, 0 to 1, that an interviewer would say that the answer makes the point. */
export function beliefOf(grounds: Grounds): number {
  const names = Object.keys(weights) as (keyof Grounds)[];
  const sum = names.reduce((total, name) => total + weights[name] * grounds[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
