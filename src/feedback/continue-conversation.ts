import { causeCode, describeError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { asksModel, type CoachReply, type ConversationRequest } from '../domain/coach.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { findAnswer } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import { payFor } from './coach-calls.ts';
import { type Turn, turnsOf } from './conversation.ts';
import { readAttempt } from './read-attempts.ts';
import { isLongAway, retryAt } from './retry-at.ts';
import { wakeForTurn } from './wakes.ts';

type Key = Pick<Turn, 'workspace_id' | 'answer_id' | 'turn'>;

const claimMinutes = 3;
/** How long a reply waits when the day's tokens or calls are used up, or no model is asked any more. */
const waitMinutes = 30;
const dayMinutes = 24 * 60;
const lastTurn = 3;

const noReply: CoachReply = {
  reply:
    'The AI coach couldn’t be reached for a day, so the conversation ends here. Ask a mentor in the thread.',
  nextQuestion: '',
};
const isShortage = (error: string) => error === 'budget' || error === 'calls';

/** Has the coach answer a member's reply. One that fails leaves it pending, for later. */
export async function continueConversation(services: Services, key: Key): Promise<void> {
  const turn = await claim(services, key);
  if (!turn) return;
  try {
    const answer = await findAnswer(services.db, turn.workspace_id, turn.answer_id);
    if (answer?.state !== 'standing') return await forget(services, turn);
    if (!asksModel(services.coach)) return await putOff(services, turn, later(services), 'off');
    const { coach } = services;
    const request = await readConversation(services, turn);
    const { workspace_id, answer_id } = turn;
    const call = { workspace_id, answer_id, member_id: answer.member_id, purpose: 'conversation' } as const;
    const paid = await payFor(services, coach, call, JSON.stringify(request).length, (options) =>
      coach.reply(request, options),
    );
    if ('shortage' in paid) await putOff(services, turn, later(services), paid.shortage);
    else await record(services, turn, paid.result);
  } catch (error) {
    await postpone(services, turn, error);
  }
}

async function claim({ db, steady }: Services, key: Key): Promise<Turn | undefined> {
  const at = steady();
  return db
    .updateTable('conversation_turns')
    .set((eb) => ({ claimed_until: minutesLater(at, claimMinutes), attempts: eb('attempts', '+', 1) }))
    .where('workspace_id', '=', key.workspace_id)
    .where('answer_id', '=', key.answer_id)
    .where('turn', '=', key.turn)
    .where('state', '=', 'pending')
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .returningAll()
    .executeTakeFirst();
}

async function readConversation({ db }: Services, turn: Turn): Promise<ConversationRequest> {
  const { request } = await readAttempt(db, turn);
  const turns = await turnsOf(db, turn.workspace_id, turn.answer_id);
  const { assessment } = await db
    .selectFrom('feedback')
    .select('assessment')
    .where('workspace_id', '=', turn.workspace_id)
    .where('answer_id', '=', turn.answer_id)
    .where('revision', '=', turn.revision)
    .executeTakeFirstOrThrow();
  const before = turns.filter((one) => one.revision === turn.revision && one.turn < turn.turn);
  return {
    question: request.question,
    answer: request.answer,
    improvement: assessment?.improvement ?? '',
    before: before.map(({ question, said, replied }) => ({ question, said, replied: replied ?? '' })),
    asked: turn.question,
    said: turn.said,
    isLast: turn.turn >= lastTurn,
  };
}

async function record(services: Services, turn: Turn, { reply, nextQuestion }: CoachReply): Promise<void> {
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    await tx
      .updateTable('conversation_turns')
      .set({
        state: 'given',
        replied: reply || 'Thank you. Anything more would give the solution away.',
        next_question: nextQuestion || null,
        given_at: now,
        claimed_until: null,
        error: null,
      })
      .where('workspace_id', '=', turn.workspace_id)
      .where('answer_id', '=', turn.answer_id)
      .where('turn', '=', turn.turn)
      .where('state', '=', 'pending')
      .execute();
    await refreshPosts(
      tx,
      queue,
      [{ workspace_id: turn.workspace_id, kind: 'feedback', subject: turn.answer_id }],
      now,
      true,
    );
  });
}

async function forget({ db }: Services, turn: Turn): Promise<void> {
  await db
    .deleteFrom('conversation_turns')
    .where('workspace_id', '=', turn.workspace_id)
    .where('answer_id', '=', turn.answer_id)
    .where('turn', '=', turn.turn)
    .where('state', '=', 'pending')
    .execute();
}

async function postpone(services: Services, turn: Turn, cause: unknown): Promise<void> {
  const { workspace_id: workspace, answer_id: answer, attempts } = turn;
  services.log.warn({ workspace, answer, attempts, error: describeError(cause) }, 'a reply postponed');
  await putOff(services, turn, retryAt(services.steady(), attempts, cause), causeCode(cause));
}

const later = ({ steady }: Services) => minutesLater(steady(), waitMinutes);

/** A reply that the coach doesn't get to for a day ends the conversation; of what is used up, the next day is waited for as well. */
async function putOff(services: Services, turn: Turn, due: Date, error: string): Promise<void> {
  const now = services.now();
  const since = isShortage(error) ? minutesLater(turn.asked_at, dayMinutes) : turn.asked_at;
  if (isLongAway(now, since)) return record(services, turn, noReply);
  await inTransaction(services, async (tx, queue) => {
    const pending = await tx
      .updateTable('conversation_turns')
      .set({ due_at: due, claimed_until: null, error })
      .where('workspace_id', '=', turn.workspace_id)
      .where('answer_id', '=', turn.answer_id)
      .where('turn', '=', turn.turn)
      .where('state', '=', 'pending')
      .returningAll()
      .executeTakeFirst();
    if (!pending) return;
    queue.push(wakeForTurn(pending));
    if (error !== turn.error)
      await refreshPosts(
        tx,
        queue,
        [{ workspace_id: turn.workspace_id, kind: 'feedback', subject: turn.answer_id }],
        now,
      );
  });
}
