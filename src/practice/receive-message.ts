import type { IncomingMessage } from '../chat/core.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { commentOnAnswer, reviseComment } from '../reviews/comment-on-answer.ts';
import type { Services } from '../services.ts';
import { cleanText, isLongEnough } from './answer-text.ts';
import { answerOfMessage } from './answers.ts';
import { findDrop } from './find-drop.ts';
import { reviseAnswer } from './revise-answer.ts';
import { storeAnswerAtOnce } from './store-answer.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

/** A message was written: an answer, a mentor's comment on one, or conversation, which is left alone. */
export async function receiveMessage(services: Services, message: IncomingMessage): Promise<void> {
  if (message.fromBot || message.thread === undefined) return;
  const { workspace, channel, member, thread } = message;
  const drop = await findDrop(services.db, workspace, channel, thread);
  if (!drop) return;
  if (await commentOnAnswer(services, message)) return;
  const text = cleanText(message.text);
  if (repliesToSomebody(message) || !isLongEnough(text)) return;
  const { memberName } = message;
  const answer = { drop, member, memberName, message: message.message, text, at: services.now() };
  await storeAnswerAtOnce(services, answer);
}

/** A reply to the question itself, or to one's own message, still answers the question. */
function repliesToSomebody({ replyTo, replyToMember, thread, member }: IncomingMessage): boolean {
  return replyTo !== undefined && replyTo !== thread && replyToMember !== member;
}

/** A message was edited: a revision of an answer, or a reply that may only now be long enough to be one. */
export async function receiveEdit(services: Services, message: IncomingMessage): Promise<void> {
  if (message.fromBot || message.thread === undefined) return;
  await reviseComment(services, message, message.text);
  const answer = await answerOfMessage(services.db, message);
  if (!answer) return receiveMessage(services, message);
  const text = cleanText(message.text);
  if (text === '') return;
  await inTransaction(services, (tx, queue) => reviseAnswer(tx, queue, answer, text, services.now()));
}

/** A message was deleted: if it was an answer, that is withdrawn. */
export async function receiveDeletion(
  services: Services,
  message: { readonly workspace: string; readonly channel: string; readonly message: string },
): Promise<void> {
  await reviseComment(services, message);
  const answer = await answerOfMessage(services.db, message);
  if (!answer) return;
  await inTransaction(services, (tx, queue) => withdrawAnswer(tx, queue, answer, services.now()));
}
