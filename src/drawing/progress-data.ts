/** What a picture of a member's progress shows. */
export interface Progress {
  /** The earliest first; the last is the one that today is in. */
  readonly weeks: readonly Week[];
  /** The topics that the member makes most of and least of, the best first, none twice. */
  readonly strongest: readonly Topic[];
  readonly weakest: readonly Topic[];
  /** How many key points are due for recall. */
  readonly due: number;
}

export interface Week {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly monday: string;
  /** How many answers there were on each of its days, as far as they have come. */
  readonly answers: readonly number[];
  /** The mean score of its answers; null where none has one. */
  readonly score: number | null;
}

export interface Topic {
  readonly topic: string;
  /** Of the key points that were to be made, 0 to 1. */
  readonly share: number;
}
