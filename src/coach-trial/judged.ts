import type { Question } from '../domain/question.ts';
import type { Outcome } from './run-trial.ts';
import type { TrialAnswer } from './trial-answers.ts';

/** An answer that was read. */
export interface Judged {
  readonly labelled: TrialAnswer;
  readonly question: Question;
  readonly score: number;
  /** By id of the key point: 1 made, 0.5 unsure, 0 missing. */
  readonly verdicts: ReadonlyMap<string, number>;
}

/** The answer as it was read; none where that failed. One without a score counts like the worst. */
export function judge({ labelled, question, got }: Outcome): Judged[] {
  if ('failure' in got) return [];
  const { score = 0, covered, missing } = got;
  const verdictOf = (id: string) => (covered.includes(id) ? 1 : missing.includes(id) ? 0 : 0.5);
  const verdicts = new Map(question.key_points.map(({ id }) => [id, verdictOf(id)]));
  return [{ labelled, question, score, verdicts }];
}
