import type { Tx } from '../database/database.ts';
import type { Wake } from '../services/wake.ts';
import { countStandings } from '../standings/count-standings.ts';
import { type Answer, lockAnswer, standingAnswer } from './answers.ts';
import { requestFeedback } from './request-feedback.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

/**
 * Makes what is no answer any more, or not yet, its author's answer instead of the one that stands, with its history, and with its votes if it
 * was only set aside. `isMeant`: its author said so.
 */
export async function reinstateAnswer(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  now: Date,
  isMeant = true,
): Promise<void> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'standing') return;
  const { workspace_id, id, drop_id, member_id } = answer;
  const standing = await standingAnswer(tx, workspace_id, drop_id, member_id);
  if (standing) await withdrawAnswer(tx, queue, standing, now);
  await tx
    .updateTable('answers')
    .set({ state: 'standing', is_meant: answer.is_meant || isMeant, withdrawn_at: null, forget_at: null })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
  await countStandings(tx, answer, { votes: answer.votes, answers: 1 });
  await requestFeedback(tx, queue, answer, now);
}
