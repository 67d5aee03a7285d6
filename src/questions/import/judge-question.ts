import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../../domain/question.ts';
import type { CheckedQuestion } from '../check-track.ts';
import type { Finding } from '../formats/format.ts';
import type { KnownQuestion } from '../known-questions.ts';
import { everybody } from '../owner.ts';

/** What the database says about the questions that are imported. */
export interface Surroundings {
  readonly owner: string;
  readonly hasTrack: (id: string) => boolean;
  /** The owner's. */
  readonly known: ReadonlyMap<string, KnownQuestion>;
  readonly everybodys: ReadonlyMap<string, KnownQuestion>;
}

/** What is to become of a question. */
export type Judgement =
  | { readonly verdict: 'added' | 'changed'; readonly accepted: Question }
  | { readonly verdict: 'unchanged' }
  | { readonly verdict: 'refused'; readonly problems: readonly Finding[] };

export function judgeQuestion(checked: CheckedQuestion, around: Surroundings): Judgement {
  const { id, question, problems, line, column } = checked;
  const current = around.known.get(id);
  const isNew = !current || current.isRetired;
  // What is there already may stay, also when it breaks a rule that it was never asked to keep.
  if (question && !isNew && isDeepStrictEqual(question, current.content)) return { verdict: 'unchanged' };
  if (!question || problems.length > 0) return { verdict: 'refused', problems };
  const objection = objectionTo(checked, around);
  if (objection) return { verdict: 'refused', problems: [{ line, column, message: `${id}: ${objection}` }] };
  return { verdict: isNew ? 'added' : 'changed', accepted: question };
}

function objectionTo({ id, track }: CheckedQuestion, { owner, hasTrack, everybodys }: Surroundings) {
  if (!hasTrack(track))
    return `there is no track "${track}"; give its title, description and preparation tips, or use one that is there.`;
  const shared = everybodys.get(id);
  if (!shared || shared.isRetired) return undefined;
  if (owner !== everybody) return 'everybody has a question with this id; give yours another id.';
  return shared.origin === 'shipped'
    ? 'this question comes with Whetstone; give yours another id.'
    : undefined;
}
