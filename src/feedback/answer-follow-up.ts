import { numeric, UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { asksModel, type Shortage } from '../domain/coach.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { cleanText } from '../practice/answer-text.ts';
import { findAnswer, lockAnswer } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import { shortageOf } from './coach-calls.ts';
import { givenFeedback, openQuestion, turnsOf } from './conversation.ts';
import { wakeForTurn } from './wakes.ts';

const replyLimit = 1500;

const runsOut: Record<Shortage, string> = {
  budget: 'This workspace has used up today’s AI budget. You can answer the question tomorrow.',
  calls: 'You’ve used up your AI feedback for today. You can answer the question tomorrow.',
};

/** Opens the form in which the author of an answer replies to the coach's follow-up question. */
export async function openFollowUp(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [answer = ''] = value.split(':').map(numeric);
  const open = await mayReply(services, actor, answer);
  return {
    type: 'form',
    form: {
      name: 'follow-up',
      // The turn makes a form that is sent twice one reply.
      subject: `${answer}:${open.turn}`,
      title: 'Answer the follow-up',
      intro: [{ label: 'The coach asks', text: open.question }],
      fields: [{ type: 'text', id: 'reply', label: 'Your reply', multiline: true, maxLength: replyLimit }],
      submitLabel: 'Send reply',
    },
  };
}

/** Keeps a reply, for the coach to answer. */
export async function submitFollowUp(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const [answerId = '', turn = ''] = subject.split(':').map(numeric);
  const said = cleanText(values.reply ?? '');
  if (said === '') return { type: 'invalid', errors: { reply: 'Write a sentence or two.' } };
  if (said.length > replyLimit) {
    return { type: 'invalid', errors: { reply: `Shorten it to ${replyLimit} characters.` } };
  }
  const known = await turnsOf(services.db, actor.workspace, answerId);
  if (known.some((one) => String(one.turn) === turn)) return sent;
  const open = await mayReply(services, actor, answerId);
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    await lockAnswer(tx, actor.workspace, answerId);
    const row = await tx
      .insertInto('conversation_turns')
      .values({
        ...open,
        workspace_id: actor.workspace,
        answer_id: answerId,
        said,
        state: 'pending',
        due_at: now,
        asked_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) return;
    queue.push(wakeForTurn(row));
    await refreshPosts(
      tx,
      queue,
      [{ workspace_id: actor.workspace, kind: 'feedback', subject: answerId }],
      now,
    );
  });
  return sent;
}

const sent = notice('Sent. The coach will reply on the feedback card in a moment.', 'success');

async function mayReply(services: Services, actor: Actor, answerId: string) {
  const { db, coach } = services;
  const answer = await findAnswer(db, actor.workspace, answerId);
  if (answer?.member_id !== actor.member)
    throw new UserError('Only the author of the answer can reply to this.');
  if (answer.state !== 'standing')
    throw new UserError('You took that answer back, and the conversation with it.');
  if (!asksModel(coach)) throw new UserError('The AI coach is turned off, so nobody would read your reply.');
  const feedback = await givenFeedback(db, actor.workspace, answerId);
  const open = feedback && openQuestion(feedback, await turnsOf(db, actor.workspace, answerId));
  if (!open)
    throw new UserError(
      'The coach isn’t waiting for a reply here. It’s still reading, or the conversation is over.',
    );
  const shortage = await shortageOf(
    db,
    actor.workspace,
    actor.member,
    services.now(),
    coach.mostTokens(replyLimit),
  );
  if (shortage) throw new UserError(runsOut[shortage]);
  return open;
}
