import type { Db, Row } from '../database/database.ts';

export type Turn = Row<'conversation_turns'>;

/** How often a member may answer back to the feedback on one answer. */
const mostTurns = 3;

/** What the coach has asked and a member may answer now. */
export interface OpenQuestion {
  readonly turn: number;
  readonly revision: number;
  readonly question: string;
}

/** Every turn on an answer, in order. */
export async function turnsOf(db: Db, workspace: string, answer: string): Promise<Turn[]> {
  return db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('answer_id', '=', answer)
    .orderBy('turn')
    .execute();
}

/** Undefined while the coach reads, when it asked nothing more, and when all turns are used. Feedback by a model begins it. */
export function openQuestion(
  feedback: {
    readonly revision: number;
    readonly coach: Row<'feedback'>['coach'];
    readonly assessment: Row<'feedback'>['assessment'];
  },
  turns: readonly Turn[],
): OpenQuestion | undefined {
  if (feedback.coach !== 'openai' || turns.length >= mostTurns) return undefined;
  if (turns.some(({ state }) => state === 'pending')) return undefined;
  const last = turns.findLast(({ revision }) => revision === feedback.revision);
  const question = last ? last.next_question : feedback.assessment?.followUp;
  return question ? { turn: turns.length + 1, revision: feedback.revision, question } : undefined;
}

/** The latest feedback that was given on an answer. */
export async function givenFeedback(db: Db, workspace: string, answer: string) {
  return db
    .selectFrom('feedback')
    .select(['revision', 'coach', 'assessment'])
    .where('workspace_id', '=', workspace)
    .where('answer_id', '=', answer)
    .where('assessment', 'is not', null)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
}
