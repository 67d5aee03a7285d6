import { z } from 'zod';
import { causeCode, describeError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Row } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { asksModel, CoachError, type DraftRequest } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';
import { payFor } from '../feedback/coach-calls.ts';
import { isLongAway, retryAt } from '../feedback/retry-at.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { tracksOf } from '../questions/bank.ts';
import { similarQuestions } from '../questions/similar-questions.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import { fittingQuestions } from './fitting-questions.ts';
import { wakeForDraft } from './wakes.ts';

type Preparation = Row<'preparations'>;
type Key = Pick<Preparation, 'workspace_id' | 'id'>;

/** Longer than a model may take. */
const claimMinutes = 4;
/** Each attempt may cost something. */
const mostAttempts = 5;
/** Of the bank, for the model to write about something else. */
const mostKnown = 12;

const data = z.object({ workspace: z.string(), preparation: z.string() });

export const draftQuestionsJob = job<'draft-questions'>(data, (services, { workspace, preparation }) =>
  draftQuestions(services, { workspace_id: workspace, id: preparation }),
);

/** Has a model write questions for a job, and keeps them as suggestions. What fails is tried again for a day. */
async function draftQuestions(services: Services, key: Key): Promise<void> {
  const preparation = await claim(services, key);
  if (!preparation) return;
  try {
    const drafts = await draft(services, preparation);
    if ('problem' in drafts) await finish(services, preparation, [], drafts.problem);
    else await finish(services, preparation, await newOnes(services, preparation, drafts.questions), null);
  } catch (error) {
    await postpone(services, preparation, error);
  }
}

async function claim({ db, steady }: Services, { workspace_id, id }: Key): Promise<Preparation | undefined> {
  const at = steady();
  return db
    .updateTable('preparations')
    .set((eb) => ({ claimed_until: minutesLater(at, claimMinutes), attempts: eb('attempts', '+', 1) }))
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .returningAll()
    .executeTakeFirst();
}

type Drafts = { readonly questions: readonly Question[] } | { readonly problem: string };

/** @throws CoachError */
async function draft(services: Services, preparation: Preparation): Promise<Drafts> {
  const { db, coach, rubric } = services;
  const { workspace_id, member_id, description } = preparation;
  if (!asksModel(coach)) return { problem: 'off' };
  const known = await fittingQuestions(db, rubric, workspace_id, description ?? '', mostKnown);
  const request: DraftRequest = {
    description: description ?? '',
    tracks: await tracksOf(db, workspace_id),
    known: known.map(({ prompt }) => prompt),
  };
  const call = { workspace_id, member_id, answer_id: null, purpose: 'draft' } as const;
  const paid = await payFor(services, coach, call, JSON.stringify(request).length, (options) =>
    coach.draft(request, options),
  );
  return 'shortage' in paid ? { problem: paid.shortage } : { questions: paid.result };
}

/** Without those that ask about the same as the bank does. */
async function newOnes(
  { db, rubric }: Services,
  { workspace_id }: Preparation,
  questions: readonly Question[],
): Promise<Question[]> {
  const twins = await Promise.all(
    questions.map((question) => similarQuestions(db, rubric, workspace_id, question)),
  );
  return questions.filter((_, index) => twins[index]?.length === 0);
}

/** The description has done its work, whatever came of it. */
async function finish(
  services: Services,
  preparation: Preparation,
  questions: readonly Question[],
  error: string | null,
): Promise<void> {
  const now = services.now();
  const { workspace_id, id, channel_id, member_id } = preparation;
  await inTransaction(services, async (tx, queue) => {
    const done = await tx
      .updateTable('preparations')
      .set({
        state: error === null ? 'given' : 'failed',
        error,
        description: null,
        claimed_until: null,
        drafted: questions.length,
        given_at: now,
      })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .returning('id')
      .executeTakeFirst();
    if (!done) return;
    if (questions.length > 0)
      await tx
        .insertInto('suggestions')
        .values(
          questions.map((question, index) => ({
            workspace_id,
            token: `preparation/${id}/${index}`,
            channel_id,
            member_id,
            preparation_id: id,
            content: JSON.stringify(question),
            state: 'waiting' as const,
            created_at: now,
          })),
        )
        .execute();
    const post = { workspace_id, kind: 'preparation', subject: id, channel_id, only_for: member_id } as const;
    await requestPosts(tx, queue, [post], now);
  });
}

async function postpone(services: Services, preparation: Preparation, cause: unknown): Promise<void> {
  const { steady, now, log } = services;
  const { workspace_id, id, attempts, asked_at } = preparation;
  log.warn(
    { workspace: workspace_id, preparation: id, attempts, error: describeError(cause) },
    'a draft postponed',
  );
  const isHopeless =
    attempts >= mostAttempts || isLongAway(now(), asked_at) || !(cause instanceof CoachError);
  if (isHopeless) return finish(services, preparation, [], causeCode(cause));
  await inTransaction(services, async (tx, queue) => {
    const pending = await tx
      .updateTable('preparations')
      .set({ due_at: retryAt(steady(), attempts, cause), claimed_until: null, error: causeCode(cause) })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .where('state', '=', 'pending')
      .returning(['workspace_id', 'id', 'attempts', 'due_at'])
      .executeTakeFirst();
    if (pending) queue.push(wakeForDraft(pending));
  });
}
