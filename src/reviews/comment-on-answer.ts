import type { IncomingMessage } from '../chat/core.ts';
import type { Db, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { cleanText } from '../practice/answer-text.ts';
import { type Answer, answerOfMessage, lockAnswer, type MessageKey } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { addReview, withdrawReview } from './reviews.ts';

/**
 * A mentor's plain reply to an answer, or on platforms without replies one that mentions its author, is a review
 * comment. True when the message was one.
 */
export async function commentOnAnswer(services: Services, message: IncomingMessage): Promise<boolean> {
  const answer = await addressedAnswer(services.db, message);
  if (!answer || answer.member_id === message.member || !(await isMentor(services.db, message))) return false;
  const comment = commentIn(message.text, answer);
  if (comment === '') return false;
  await rememberActor(services.db, message);
  await inTransaction(services, async (tx, queue) => {
    const review = {
      score: null,
      comment,
      approved: false,
      source: 'reply',
      source_id: replyId(message),
    } as const;
    await addReview(tx, queue, answer, message.member, review, services.now());
  });
  return true;
}

/** The comment that a message is. */
export async function commentOf(db: Db, message: MessageKey) {
  return db
    .selectFrom('reviews')
    .select(['id', 'answer_id', 'comment', 'withdrawn_at'])
    .where('workspace_id', '=', message.workspace)
    .where('source', '=', 'reply')
    .where('source_id', '=', replyId(message))
    .executeTakeFirst();
}

/** A mentor edited or deleted such a comment (deleted: no text). */
export async function reviseComment(
  tx: Tx,
  queue: Wake[],
  message: MessageKey,
  now: Date,
  text?: string,
): Promise<void> {
  const review = await commentOf(tx, message);
  const answer = review && (await lockAnswer(tx, message.workspace, review.answer_id));
  if (!answer) return;
  if (text === undefined) return withdrawReview(tx, queue, answer, 'reply', replyId(message), now);
  const comment = commentIn(text, answer);
  if (comment === review.comment) return;
  await tx
    .updateTable('reviews')
    .set({ comment })
    .where('workspace_id', '=', message.workspace)
    .where('id', '=', review.id)
    .execute();
  const shown = { workspace_id: message.workspace, kind: 'feedback', subject: answer.id } as const;
  await refreshPosts(tx, queue, [shown], now);
}

/** What is said to the author, without their name before it. */
function commentIn(text: string, { member_id }: Answer): string {
  const words = cleanText(text);
  const rest = words.slice(`@${member_id}`.length);
  return words.startsWith(`@${member_id}`) && !/^\w/.test(rest) ? rest.replace(/^[\s,:]+/, '') : words;
}

/** The message that a review's source names. */
export function messageOfReply(sourceId: string): string {
  return sourceId.slice(sourceId.indexOf('/') + 1);
}

function replyId({ channel, message }: { readonly channel: string; readonly message: string }): string {
  return `${channel}/${message}`;
}

async function addressedAnswer(db: Db, message: IncomingMessage): Promise<Answer | undefined> {
  const { workspace, channel, replyTo, thread, mentions } = message;
  const standing = (answer?: Answer) => (answer?.state === 'standing' ? answer : undefined);
  if (replyTo !== undefined)
    return standing(await answerOfMessage(db, { workspace, channel, message: replyTo }));
  if (thread === undefined || mentions.length === 0) return undefined;
  return db
    .selectFrom('answers')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .selectAll('answers')
    .where('answers.workspace_id', '=', workspace)
    .where('drops.channel_id', '=', channel)
    .where('drops.message', '=', thread)
    .where('answers.member_id', 'in', mentions)
    .where('answers.state', '=', 'standing')
    .limit(1)
    .executeTakeFirst();
}
