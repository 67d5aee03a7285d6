import type { Db, Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { describeError } from '../errors.ts';
import { type Wake, wakes } from '../jobs.ts';
import { requestPost } from '../posts/request-post.ts';
import { type Answer, lockAnswer } from '../practice/answers.ts';
import { refreshScore } from '../reviews/refresh-score.ts';
import type { Services } from '../services.ts';
import { minutesLater, secondsLater } from '../time.ts';
import { settingsOf } from '../workspaces/settings.ts';
import type { Assessment, AssessmentRequest } from './coach.ts';

type Feedback = Row<'feedback'>;
type Key = Pick<Feedback, 'workspace_id' | 'answer_id' | 'revision'>;

/** A coach that takes longer than this is taken for dead, and another worker may try. */
const claimMinutes = 3;

const earlierAnswersRead = 3;

/** Has the coach read a revision whose feedback is pending. A coach that fails leaves it pending, for later. */
export async function giveFeedback(services: Services, key: Key): Promise<void> {
  const claimed = await claim(services, key);
  if (!claimed) return;
  try {
    const request = await readRequest(services, claimed);
    const assessment = await services.coach.assess(request);
    await record(services, claimed, assessment);
  } catch (error) {
    await postpone(services, claimed, error);
  }
}

async function claim({ db, now }: Services, key: Key): Promise<Feedback | undefined> {
  const at = now();
  return db
    .updateTable('feedback')
    .set((eb) => ({ claimed_until: minutesLater(at, claimMinutes), attempts: eb('attempts', '+', 1) }))
    .where('workspace_id', '=', key.workspace_id)
    .where('answer_id', '=', key.answer_id)
    .where('revision', '=', key.revision)
    .where('state', '=', 'pending')
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .returningAll()
    .executeTakeFirst();
}

async function readRequest({ db }: Services, feedback: Feedback): Promise<AssessmentRequest> {
  const attempts = attemptsAt(db, feedback.workspace_id);
  const { text, content, member_id, question_id } = await attempts
    .innerJoin('question_revisions as question', (join) =>
      join
        .onRef('question.question_id', '=', 'drops.question_id')
        .onRef('question.revision', '=', 'drops.question_revision'),
    )
    .select(['revision.text', 'content', 'member_id', 'drops.question_id'])
    .where('revision.answer_id', '=', feedback.answer_id)
    .where('revision.revision', '=', feedback.revision)
    .executeTakeFirstOrThrow();
  const earlier = await attempts
    .select('revision.text')
    .where('member_id', '=', member_id)
    .where('drops.question_id', '=', question_id)
    .where((eb) =>
      eb.or([eb('answers.id', '!=', feedback.answer_id), eb('revision.revision', '<', feedback.revision)]),
    )
    .orderBy('revision.written_at', 'desc')
    .limit(earlierAnswersRead)
    .execute();
  return { question: content, answer: text, earlierAnswers: earlier.map((one) => one.text).reverse() };
}

/** Every revision of every answer of the workspace, with its drop. */
function attemptsAt(db: Db, workspace: string) {
  return db
    .selectFrom('answer_revisions as revision')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'revision.workspace_id')
        .onRef('answers.id', '=', 'revision.answer_id'),
    )
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .where('revision.workspace_id', '=', workspace);
}

/** Stores the result, unless the text has changed since it was read. */
async function record(services: Services, feedback: Feedback, assessment: Assessment): Promise<void> {
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, feedback.workspace_id, feedback.answer_id);
    if (!answer) return;
    const given = await tx
      .updateTable('feedback')
      .set({
        state: 'given',
        coach: services.coach.name,
        score: assessment.score,
        assessment: JSON.stringify(assessment),
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
    if (given.numUpdatedRows === 0n) return;
    await tx
      .updateTable('answers')
      .set((eb) => ({ feedback_runs: eb('feedback_runs', '+', 1) }))
      .where('workspace_id', '=', answer.workspace_id)
      .where('id', '=', answer.id)
      .execute();
    await refreshScore(tx, answer);
    await showFeedback(tx, queue, answer, now);
  });
}

/** In the thread, or to the author alone. */
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
  const post = { workspace_id, kind: 'feedback', subject: answer.id, channel_id, thread, only_for } as const;
  await requestPost(tx, queue, post, now);
}

/** 5 s, 10 s, 20 s … at most an hour. */
async function postpone(services: Services, feedback: Feedback, cause: unknown): Promise<void> {
  const error = cause instanceof Error ? cause.name : 'unknown';
  const { workspace_id: workspace, answer_id: answer, attempts } = feedback;
  services.log.warn({ workspace, answer, attempts, error: describeError(cause) }, 'feedback postponed');
  const due = secondsLater(services.now(), Math.min(5 * 2 ** (attempts - 1), 3600));
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
  if (pending) await services.wake([wakes.giveFeedback(pending)]);
}
