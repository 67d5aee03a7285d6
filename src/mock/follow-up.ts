import type { KeyPoint } from '../domain/question.ts';
import type { MockQuestion } from './mocks.ts';

/** An interviewer digs this often, then goes on. */
const mostFollowUps = 2;

/**
 * The key point that an interviewer would ask for next: one that the answer left out as its coach read it, or else one that the
 * coach isn't sure about. It's asked for by its hint, which gives nothing away.
 */
export function nextFollowUp({ question, assessment, replies }: MockQuestion): KeyPoint | undefined {
  if (!assessment || assessment.unscored || replies.length >= mostFollowUps) return undefined;
  const asked = new Set(replies.map(({ point }) => point));
  return [...assessment.missing, ...assessment.unsure]
    .filter((id) => !asked.has(id))
    .flatMap((id) => question.key_points.find((point) => point.id === id) ?? [])
    .find(({ hint }) => hint !== undefined);
}

/** The number of the follow-up that is asked now: what a button can carry, however long a key point's id is. */
export const turnOf = ({ replies }: MockQuestion): number => replies.length + 1;
