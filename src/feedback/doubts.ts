import { numeric, UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Assessment } from '../domain/coach.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { lockAnswer } from '../practice/answers.ts';
import { refreshScore } from '../reviews/refresh-score.ts';
import type { Services } from '../services/services.ts';

/** An assessment that no longer asks about a misconception, given by its text, and gives back what that took. */
export function withoutDoubt(assessment: Assessment, text: string): Assessment {
  const { misconceptions, score } = assessment;
  const back = misconceptions.filter((doubt) => doubt.text === text).reduce((sum, { cost }) => sum + cost, 0);
  return {
    ...assessment,
    ...(score !== undefined && { score: score + back }),
    misconceptions: misconceptions.filter((doubt) => doubt.text !== text),
  };
}

/** Takes a misconception off the feedback whose author didn't say that; a mentor looks who is right. `value` is `answer:place`. */
export async function denyDoubt(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [answerId = '', place = ''] = value.split(':').map(numeric);
  const { workspace: workspace_id } = actor;
  const isDone = await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, workspace_id, answerId);
    if (answer?.member_id !== actor.member)
      throw new UserError('Only the author of the answer can dispute this.');
    const feedback = await tx
      .selectFrom('feedback')
      .select(['revision', 'assessment'])
      .where('workspace_id', '=', workspace_id)
      .where('answer_id', '=', answerId)
      .where('assessment', 'is not', null)
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst();
    const doubt = feedback?.assessment?.misconceptions.find((_, index) => String(index) === place);
    if (!feedback?.assessment || !doubt || answer.state !== 'standing') return false;
    const now = services.now();
    const assessment = withoutDoubt(feedback.assessment, doubt.text);
    await tx
      .updateTable('feedback')
      .set({ assessment: JSON.stringify(assessment), score: assessment.score ?? null })
      .where('workspace_id', '=', workspace_id)
      .where('answer_id', '=', answerId)
      .where('revision', '=', feedback.revision)
      .execute();
    await tx
      .updateTable('answers')
      .set({ denied: JSON.stringify([...answer.denied, doubt.text]), mentor_first: 'denied' })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', answerId)
      .execute();
    await refreshScore(tx, answer);
    await refreshPosts(tx, queue, [{ workspace_id, kind: 'feedback', subject: answerId }], now, true);
    return true;
  });
  return isDone
    ? notice(
        'Removed from your feedback, and you get its points back. A mentor will take a look, too.',
        'success',
      )
    : notice('That is no longer in your feedback.');
}
