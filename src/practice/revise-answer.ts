import { secondsLater } from '../base/time.ts';
import type { Tx } from '../database/database.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import type { Wake } from '../services/wake.ts';
import { type Answer, lockAnswer, revisionOf, standingAnswer } from './answers.ts';
import { reinstateAnswer } from './reinstate-answer.ts';
import { feedbackLimit, requestFeedback } from './request-feedback.ts';
import { lastCountingRevision } from './sample-views.ts';
import { insertRevision } from './store-answer.ts';

/** Edits that follow within this time are one revision: somebody is mending a typo. */
const foldSeconds = 30;

/**
 * Takes an edit of a standing answer as a new revision, or folds it into the one just written. What wasn't taken for an answer may be
 * one now, unless its author has given another.
 */
export async function reviseAnswer(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  text: string,
  now: Date,
): Promise<void> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'withdrawn') return;
  const last = await revisionOf(tx, answer);
  if (last.text === text) return;
  const standsAgain = answer.state === 'asked' && (await mayStand(tx, answer));
  if (standsAgain) await reinstateAnswer(tx, queue, answer, now, false);
  const foldsUntil = secondsLater(last.written_at, foldSeconds);
  const counting = await lastCountingRevision(tx, answer);
  // What counts isn't written over by what doesn't.
  const folds = now < foldsUntil && counting !== answer.revision;
  const revised = folds ? await fold(tx, answer, text, now) : await append(tx, answer, text, now);
  if (answer.state === 'asked' && !standsAgain) return;
  if (answer.feedback_runs < feedbackLimit) {
    // While more edits may fold into this revision, feedback on it would be wasted.
    const hasRun = answer.feedback_runs > 0;
    await requestFeedback(tx, queue, revised, now < foldsUntil && hasRun ? foldsUntil : now, counting);
  }
  await refreshPosts(
    tx,
    queue,
    [{ workspace_id: answer.workspace_id, kind: 'feedback', subject: answer.id }],
    now,
  );
}

/** What the coach can still read is read again, unless its author has given another answer. */
async function mayStand(tx: Tx, answer: Answer): Promise<boolean> {
  if (answer.feedback_runs >= feedbackLimit) return false;
  return !(await standingAnswer(tx, answer.workspace_id, answer.drop_id, answer.member_id));
}

async function fold(tx: Tx, answer: Answer, text: string, now: Date): Promise<Answer> {
  await tx
    .updateTable('answer_revisions')
    .set({ text, edited_at: now })
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('revision', '=', answer.revision)
    .execute();
  return answer;
}

async function append(tx: Tx, answer: Answer, text: string, now: Date): Promise<Answer> {
  const revised = { ...answer, revision: answer.revision + 1 };
  await insertRevision(tx, revised, text, now);
  await tx
    .updateTable('answers')
    .set({ revision: revised.revision })
    .where('workspace_id', '=', answer.workspace_id)
    .where('id', '=', answer.id)
    .execute();
  return revised;
}
