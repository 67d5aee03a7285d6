import { type Grade, Rating } from 'ts-fsrs';

export type Verdict = 'covered' | 'unsure' | 'missing';

/** What a coach said of one revision of an answer. */
export interface Reading {
  readonly covered: readonly string[];
  readonly unsure: readonly string[];
  readonly missing: readonly string[];
  /** How many misconceptions it seems to state. */
  readonly doubts: number;
  readonly isAfterSample: boolean;
}

/** How well a member remembered a key point that they were asked for by itself. */
export const gradeOf: Readonly<Record<Verdict, Grade>> = {
  covered: Rating.Good,
  unsure: Rating.Hard,
  missing: Rating.Again,
};

/**
 * How well a member remembered the key points of a question, by the readings of their answer, the first of which shows what they
 * knew. What they made only after the feedback or the sample answer, or beside a misconception, they remembered with difficulty.
 *
 * @param isPraised a mentor gave it 4 or 5 of 5 or approved it
 */
export function gradesOf(readings: readonly Reading[], isPraised: boolean): Map<string, Grade> {
  const [first] = readings;
  if (!first) return new Map();
  const unaided = new Set(first.isAfterSample || (first.doubts > 0 && !isPraised) ? [] : first.covered);
  const inAnyWay = new Set(readings.flatMap(({ covered, unsure }) => [...covered, ...unsure]));
  const all = readings.flatMap(({ covered, unsure, missing }) => [...covered, ...unsure, ...missing]);
  const grade = (point: string): Grade => {
    if (unaided.has(point)) return isPraised ? Rating.Easy : Rating.Good;
    return inAnyWay.has(point) ? Rating.Hard : Rating.Again;
  };
  return new Map(all.map((point) => [point, grade(point)]));
}
