import { causeCode, describeError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Assessment, CoachFault } from '../domain/coach.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { type Answer, lockAnswer } from '../practice/answers.ts';
import { lastCountingRevision } from '../practice/sample-views.ts';
import { wakeForFeedback } from '../practice/wakes.ts';
import { refreshScore } from '../reviews/refresh-score.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { askCoach, type Opinion } from './ask-coach.ts';
import { withoutDoubt } from './doubts.ts';
import { askWhetherAnswer } from './is-it-an-answer.ts';
import { readAttempt } from './read-attempts.ts';
import { isLongAway, retryAt } from './retry-at.ts';
import { longAway } from './unread.ts';

type Feedback = Row<'feedback'>;
type Key = Pick<Feedback, 'workspace_id' | 'answer_id' | 'revision'>;

/** A coach that takes longer than this is taken for dead, and another worker may try. */
const claimMinutes = 3;

/** A coach that fails so often for a fault of its own, within seconds, won't do better later. */
const mostFaults = 3;

/** Has the coach read a revision whose feedback is pending. A coach that fails leaves it pending, for later. */
export async function giveFeedback(services: Services, key: Key): Promise<void> {
  const claimed = await claim(services, key);
  if (!claimed) return;
  try {
    const { request, member_id } = await readAttempt(services.db, claimed);
    await record(services, claimed, await askCoach(services, { ...claimed, member_id }, request));
  } catch (error) {
    if (error instanceof CoachFault && claimed.attempts >= mostFaults) {
      const { workspace_id: workspace, answer_id: answer } = claimed;
      services.log.error({ workspace, answer, error: describeError(error.cause) }, 'the coach has a fault');
      await giveUp(services, claimed, causeCode(error));
    } else if (isLongAway(services.now(), claimed.first_tried_at ?? services.now())) {
      await giveUp(services, claimed, longAway);
    } else await postpone(services, claimed, error);
  }
}

async function claim({ db, steady }: Services, key: Key): Promise<Feedback | undefined> {
  const at = steady();
  return db
    .updateTable('feedback')
    .set((eb) => ({
      claimed_until: minutesLater(at, claimMinutes),
      attempts: eb('attempts', '+', 1),
      first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(at)),
    }))
    .where('workspace_id', '=', key.workspace_id)
    .where('answer_id', '=', key.answer_id)
    .where('revision', '=', key.revision)
    .where('state', '=', 'pending')
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .returningAll()
    .executeTakeFirst();
}

/** Stores the result, unless the text has changed since it was read. */
async function record(services: Services, feedback: Feedback, opinion: Opinion): Promise<void> {
  const now = services.now();
  const { coach, standInFor, secondScore, mentorFirst, cacheKey } = opinion;
  await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, feedback.workspace_id, feedback.answer_id);
    if (!answer) return;
    const counting = await lastCountingRevision(tx, answer);
    const isAfterSample = counting !== undefined && feedback.revision > counting;
    const given = isAfterSample ? afterSample(opinion.assessment) : opinion.assessment;
    const assessment = answer.denied.reduce(withoutDoubt, given);
    const recorded = await tx
      .updateTable('feedback')
      .set({
        state: 'given',
        coach,
        score: assessment.score ?? null,
        assessment: JSON.stringify(assessment),
        stand_in_for: standInFor,
        second_score: secondScore,
        // Others who write the same get its score.
        cache_key: isAfterSample ? null : cacheKey,
        given_at: now,
        claimed_until: null,
        error: null,
      })
      .where('workspace_id', '=', feedback.workspace_id)
      .where('answer_id', '=', feedback.answer_id)
      .where('revision', '=', feedback.revision)
      .where('state', '=', 'pending')
      .where('round', '=', feedback.round)
      .executeTakeFirst();
    if (recorded.numUpdatedRows === 0n) return;
    await tx
      .updateTable('answers')
      .set((eb) => ({ feedback_runs: eb('feedback_runs', '+', 1), mentor_first: mentorFirst }))
      .where('workspace_id', '=', answer.workspace_id)
      .where('id', '=', answer.id)
      .execute();
    await refreshScore(tx, answer);
    if (assessment.unscored === 'not-an-answer') await askWhetherAnswer(tx, queue, answer, now);
    else await showFeedback(tx, queue, answer, now);
  });
}

/** Words that may have been copied say nothing of how good their author is. */
function afterSample({ score: _score, band: _band, ...assessment }: Assessment): Assessment {
  return { ...assessment, isAfterSample: true };
}

/** In the thread, or only to the author. */
async function showFeedback(tx: Tx, queue: Wake[], answer: Answer, now: Date): Promise<void> {
  const { workspace_id, channel_id } = answer;
  const { feedback: usual } = await settingsOf(tx, workspace_id);
  const { feedback: own } = await tx
    .selectFrom('members')
    .select('feedback')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', answer.member_id)
    .executeTakeFirstOrThrow();
  const { message: thread } = await tx
    .selectFrom('drops')
    .select('message')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', answer.drop_id)
    .executeTakeFirstOrThrow();
  const only_for = answer.is_private || (own ?? usual) === 'private' ? answer.member_id : null;
  const post = {
    workspace_id,
    kind: answer.shown_as,
    subject: answer.id,
    channel_id,
    thread,
    only_for,
  } as const;
  await requestPosts(tx, queue, [post], now);
}

/** Tells the author and the mentors that the coach doesn't read this answer. */
async function giveUp(services: Services, feedback: Feedback, error: string): Promise<void> {
  const { workspace_id: workspace, answer_id, revision, round } = feedback;
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, workspace, answer_id);
    if (!answer) return;
    const failed = await tx
      .updateTable('feedback')
      .set({ state: 'failed', claimed_until: null, error })
      .where('workspace_id', '=', workspace)
      .where('answer_id', '=', answer_id)
      .where('revision', '=', revision)
      .where('state', '=', 'pending')
      .where('round', '=', round)
      .executeTakeFirst();
    if (failed.numUpdatedRows === 0n) return;
    await tx
      .updateTable('answers')
      .set({ mentor_first: 'unread' })
      .where('workspace_id', '=', workspace)
      .where('id', '=', answer_id)
      .execute();
    await showFeedback(tx, queue, answer, now);
  });
}

async function postpone(services: Services, feedback: Feedback, cause: unknown): Promise<void> {
  const error = causeCode(cause);
  const { workspace_id: workspace, answer_id: answer, attempts } = feedback;
  services.log.warn({ workspace, answer, attempts, error: describeError(cause) }, 'feedback postponed');
  const due = retryAt(services.steady(), attempts, cause);
  const pending = await services.db
    .updateTable('feedback')
    .set({ due_at: due, claimed_until: null, error })
    .where('workspace_id', '=', workspace)
    .where('answer_id', '=', answer)
    .where('revision', '=', feedback.revision)
    .where('state', '=', 'pending')
    .where('round', '=', feedback.round)
    .returningAll()
    .executeTakeFirst();
  if (pending) await services.wake([wakeForFeedback(pending)]);
}
