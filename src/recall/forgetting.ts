import { type Card, createEmptyCard, fsrs, type Grade } from 'ts-fsrs';

/** One time that a member remembered a key point, or didn't. */
export interface Recollection {
  readonly at: Date;
  readonly grade: Grade;
}

/** What a member's memory of a key point is like. */
export interface Memory {
  /** When nine of ten would still know it. */
  readonly due: Date;
  /** How likely they know it now, 0 to 1. */
  readonly retrievability: number;
}

/**
 * FSRS-6 with its default parameters. Without fuzz, so that the same history gives the same days, and without steps of minutes: who
 * practises in a chat comes back the next day at the earliest. @see https://github.com/open-spaced-repetition/ts-fsrs
 */
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

/** What is left of a key point at a moment, by its whole history; undefined where there is none. */
export function remembered(history: readonly Recollection[], now: Date): Memory | undefined {
  const [first, ...later] = [...history].sort((one, other) => one.at.getTime() - other.at.getTime());
  if (!first) return undefined;
  const start = scheduler.next(createEmptyCard(first.at), first.at, first.grade).card;
  const card = later.reduce<Card>((known, { at, grade }) => scheduler.next(known, at, grade).card, start);
  return { due: card.due, retrievability: scheduler.get_retrievability(card, now, false) };
}
