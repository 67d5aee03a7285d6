import { minutesLater } from '../base/time.ts';
import type { Tx } from '../database/database.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import type { Wake } from '../services/wake.ts';
import { countStandings } from '../standings/count-standings.ts';
import { type Answer, lockAnswer } from './answers.ts';
import { forgetPendingFeedback } from './request-feedback.ts';

/** How long the text can still come back, as when its author decides otherwise. */
export const rememberedMinutes = 24 * 60;

/**
 * Takes back an answer with its votes and its place. Its text, and what the coach said of it, is forgotten a day later.
 *
 * @param at by the platform's clock, where it tells
 */
export async function withdrawAnswer(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  now: Date,
  at = now,
): Promise<void> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'withdrawn') return;
  const { workspace_id, id } = answer;
  await tx
    .updateTable('answers')
    .set({
      state: 'withdrawn',
      votes: 0,
      withdrawn_at: answer.state === 'standing' ? at : null,
      forget_at: minutesLater(now, rememberedMinutes),
    })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('votes').where('workspace_id', '=', workspace_id).where('answer_id', '=', id).execute();
  if (answer.state === 'standing') return vacate(tx, queue, answer, now);
  await refreshPosts(tx, queue, [{ workspace_id, kind: 'is-it-an-answer', subject: id }], now);
}

/** Takes an answer out of all counts until its author has said whether it is one. Its votes and approvals wait with it. */
export async function setAnswerAside(tx: Tx, queue: Wake[], answer: Answer, now: Date): Promise<void> {
  await tx
    .updateTable('answers')
    .set({ state: 'asked' })
    .where('workspace_id', '=', answer.workspace_id)
    .where('id', '=', answer.id)
    .execute();
  await vacate(tx, queue, answer, now);
}

/** Nothing counts, claims or awaits feedback for an answer that stands no longer. */
async function vacate(tx: Tx, queue: Wake[], answer: Answer, now: Date): Promise<void> {
  const { workspace_id, id } = answer;
  await countStandings(tx, answer, { votes: -answer.votes, answers: -1 });
  await tx
    .deleteFrom('review_claims')
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', id)
    .execute();
  await forgetPendingFeedback(tx, answer, answer.revision + 1);
  await refreshPosts(tx, queue, [{ workspace_id, kind: 'feedback', subject: id }], now);
}
