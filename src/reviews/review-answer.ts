import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { numeric, UserError } from '../base/errors.ts';
import type { Actor, IncomingMessage, Reply } from '../chat/core.ts';
import type { Form, FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Question } from '../domain/question.ts';
import { cleanText } from '../practice/answer-text.ts';
import { type Answer, answerOfMessage, findAnswer, lockAnswer, revisionOf } from '../practice/answers.ts';
import { questionOfDrop } from '../practice/drops.ts';
import type { Services } from '../services/services.ts';
import { isVisible } from '../workspaces/visible-channels.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { holdClaim } from './claims.ts';
import { addReview } from './reviews.ts';

const commentLimit = 2000;

const scoreOptions = ['1: far off', '2: gaps', '3: solid', '4: strong', '5: I would hire for this answer'];

const submission = z.object({
  score: z.union([z.literal(''), z.coerce.number().int().min(1).max(5)]).default(''),
  comment: z.string().default(''),
  approved: z.literal('true').optional(),
});

/** Opens the form in which a mentor reviews an answer, and keeps it for the mentor while it is being filled in. */
export async function openReview(services: Services, actor: Actor, answerId: string): Promise<Reply> {
  await requireMentor(services.db, actor);
  await rememberActor(services.db, actor);
  const answer = await reviewable(services, actor, answerId);
  const [{ text }, question] = await Promise.all([
    revisionOf(services.db, answer),
    questionOfDrop(services.db, actor.workspace, answer.drop_id),
  ]);
  await holdClaim(services, actor, answer.id);
  return { type: 'form', form: reviewForm(answer, question, text) };
}

/** The menu entry on a message: the same, for the answer that the message is. */
export async function reviewMessage(
  services: Services,
  actor: Actor,
  message: IncomingMessage,
): Promise<Reply> {
  await requireMentor(services.db, actor);
  const answer = await answerOfMessage(services.db, message);
  if (answer) return openReview(services, actor, answer.id);
  throw new UserError('That message isn’t an answer. Its author can make it one with “Use as my answer”.');
}

function reviewForm(answer: Answer, question: Question, text: string): Form {
  return {
    name: 'review',
    // The token makes a form that is sent twice one review.
    subject: `${answer.id}:${randomUUID()}`,
    title: 'Review answer',
    intro: [
      { label: 'Question', text: question.prompt },
      { label: 'Answer', text },
      {
        label: 'A complete answer covers',
        text: question.key_points.map((point) => `• ${point.text}`).join('\n'),
      },
    ],
    fields: [
      {
        type: 'select',
        id: 'score',
        label: 'Score',
        hint: 'Replaces the coach’s score.',
        optional: true,
        options: scoreOptions.map((label, index) => ({ value: String(index + 1), label })),
      },
      {
        type: 'text',
        id: 'comment',
        label: 'Comment',
        hint: 'What was good, and the one thing to work on.',
        multiline: true,
        optional: true,
        maxLength: commentLimit,
      },
      {
        type: 'checkbox',
        id: 'approved',
        label: 'Approve',
        checkedLabel: 'This answer would pass',
        optional: true,
      },
    ],
    submitLabel: 'Send review',
  };
}

/** Stores a mentor's form. Text is never discarded: a claim that ran out or an edit meanwhile doesn't matter. */
export async function submitReview(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  await requireMentor(services.db, actor);
  const [answerId = ''] = subject.split(':');
  const parsed = submission.safeParse(values);
  if (!parsed.success) return { type: 'invalid', errors: { score: 'Choose a score from 1 to 5, or none.' } };
  const comment = cleanText(parsed.data.comment);
  const score = parsed.data.score === '' ? null : parsed.data.score;
  const approved = parsed.data.approved === 'true';
  if (comment.length > commentLimit) {
    return { type: 'invalid', errors: { comment: `Shorten the comment to ${commentLimit} characters.` } };
  }
  if (comment === '' && score === null && !approved) {
    return { type: 'invalid', errors: { comment: 'Give a score, write a comment, or approve the answer.' } };
  }
  const found = await findAnswer(services.db, actor.workspace, numeric(answerId));
  if (!found || found.is_private || !(await isVisible(services, actor, found.channel_id)))
    throw new UserError(noSuchAnswer);
  if (found.member_id === actor.member) throw new UserError(ownAnswer);
  const isShown = await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, actor.workspace, found.id);
    if (!answer) throw new UserError(noSuchAnswer);
    const review = { score, comment, approved, source: 'form', source_id: subject } as const;
    await addReview(tx, queue, answer, actor.member, review, services.now());
    return answer.state === 'standing';
  });
  return isShown
    ? notice('Your review is in the thread.', 'success')
    : notice('Your review is saved, but it isn’t shown because the answer was withdrawn in the meantime.');
}

const noSuchAnswer = 'That answer was withdrawn, or no longer exists.';
const ownAnswer = 'You can’t review your own answer. Another mentor will.';

/** @throws UserError when the actor is no mentor. */
export async function requireMentor(db: Db, actor: Actor): Promise<void> {
  if (await isMentor(db, actor)) return;
  throw new UserError('Only mentors review answers. An admin can make you one with `/interview mentor add`.');
}

/** @throws UserError when there is no such standing answer where the actor sees it, or it is the actor's own. */
export async function reviewable(services: Services, actor: Actor, answerId: string): Promise<Answer> {
  const answer = await findAnswer(services.db, actor.workspace, numeric(answerId));
  if (
    answer?.state !== 'standing' ||
    answer.is_private ||
    !(await isVisible(services, actor, answer.channel_id))
  )
    throw new UserError(noSuchAnswer);
  if (answer.member_id === actor.member) throw new UserError(ownAnswer);
  return answer;
}
