import type { Tx } from '../database/database.ts';
import { forgetPendingFeedback } from '../feedback/request-feedback.ts';
import type { Wake } from '../jobs.ts';
import { countStandings } from '../leaderboards/count-standings.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { type Answer, lockAnswer } from './answers.ts';

/**
 * Takes back an answer with its votes and its place, for good or until its author has said whether it is one. The text, feedback and
 * reviews stay in the history.
 */
export async function withdrawAnswer(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  now: Date,
  state: 'withdrawn' | 'asked' = 'withdrawn',
): Promise<void> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'withdrawn') return;
  const { workspace_id, id } = answer;
  await tx
    .updateTable('answers')
    .set({ state, votes: 0 })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
  if (answer.state === 'asked')
    return refreshPosts(tx, queue, [{ workspace_id, kind: 'is-it-an-answer', subject: id }], now);
  await countStandings(tx, answer, { votes: -answer.votes, answers: -1 });
  for (const table of ['votes', 'review_claims'] as const) {
    await tx.deleteFrom(table).where('workspace_id', '=', workspace_id).where('answer_id', '=', id).execute();
  }
  await forgetPendingFeedback(tx, answer, answer.revision + 1);
  await refreshPosts(tx, queue, [{ workspace_id, kind: 'feedback', subject: id }], now);
}
