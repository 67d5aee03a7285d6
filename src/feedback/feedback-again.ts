import { UserError } from '../base/errors.ts';
import type { Actor, IncomingMessage, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { answerOfMessage, lockAnswer } from '../practice/answers.ts';
import { feedbackLimit, requestFeedback } from '../practice/request-feedback.ts';
import type { Services } from '../services/services.ts';

/** Has the coach read a member's own answer once more, within what every answer gets. */
export async function getFeedbackAgain(
  services: Services,
  actor: Actor,
  message: IncomingMessage,
): Promise<Reply> {
  const answer = await answerOfMessage(services.db, message);
  if (answer?.state !== 'standing') {
    throw new UserError(
      'That message isn’t an answer. To make your own message one, choose “Use as my answer”.',
    );
  }
  if (answer.member_id !== actor.member) throw new UserError('Only the author can ask for feedback again.');
  if (answer.feedback_runs >= feedbackLimit) {
    throw new UserError(
      `An answer gets feedback up to ${feedbackLimit} times, and this one has reached that.`,
    );
  }
  await inTransaction(services, async (tx, queue) => {
    const locked = await lockAnswer(tx, answer.workspace_id, answer.id);
    if (locked?.state !== 'standing') return;
    const now = services.now();
    await requestFeedback(tx, queue, locked, now);
    await refreshPosts(
      tx,
      queue,
      [{ workspace_id: locked.workspace_id, kind: 'feedback', subject: locked.id }],
      now,
    );
  });
  return notice('The coach is reading it again. The feedback will update in a moment.', 'success');
}
