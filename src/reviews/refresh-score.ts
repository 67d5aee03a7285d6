import type { Tx } from '../database/database.ts';
import type { Answer } from '../practice/answers.ts';

/** A mentor's point is worth this much of the coach's 0–100. */
const pointsPerStar = 20;

/**
 * Sets what an answer's score is now: the latest mentor's who gave one, else the coach's on the latest revision
 * that it has read. Both stay in the history.
 */
export async function refreshScore(tx: Tx, answer: Pick<Answer, 'workspace_id' | 'id'>): Promise<void> {
  const reviews = await tx
    .selectFrom('reviews')
    .select(['score', 'created_at'])
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('withdrawn_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  const scored = reviews.find(({ score }) => score !== null);
  const feedback = await tx
    .selectFrom('feedback')
    .select('score')
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('score', 'is not', null)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable('answers')
    .set({
      score: scored?.score ? scored.score * pointsPerStar : (feedback?.score ?? null),
      reviewed_at: reviews[0]?.created_at ?? null,
    })
    .where('workspace_id', '=', answer.workspace_id)
    .where('id', '=', answer.id)
    .execute();
}
