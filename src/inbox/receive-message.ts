import type { Deletion, IncomingMessage, StandingMessage } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { isLongEnough } from '../practice/answer-text.ts';
import { answerOfMessage, hadAnswerAt, type MessageKey, standingAnswer } from '../practice/answers.ts';
import { type FoundDrop, findDrop } from '../practice/find-drop.ts';
import { readsLikeAShortAnswer } from '../practice/guess.ts';
import { nudge, wasNudged } from '../practice/nudge.ts';
import { type Words, wordsOf } from '../practice/read-files.ts';
import { reviseAnswer } from '../practice/revise-answer.ts';
import { storeAnswerAtOnce } from '../practice/store-answer.ts';
import { withdrawAnswer } from '../practice/withdraw-answer.ts';
import { commentOf, commentOnAnswer, reviseComment } from '../reviews/comment-on-answer.ts';
import type { Services } from '../services/services.ts';
import { rememberedOf, tell } from './latest-events.ts';
import { receiveOutsideThread, reviseOutsideThread } from './misplaced-answer.ts';
import { receiveReaction } from './receive-reaction.ts';

/** A message was written: an answer, a mentor's comment on one, or conversation, which is left alone. */
export async function receiveMessage(services: Services, message: IncomingMessage): Promise<void> {
  if (message.fromBot) return;
  if (message.thread === undefined) return receiveOutsideThread(services, message);
  const drop = await dropOf(services, message);
  if (drop) await take(services, drop, message, await wordsOf(message));
}

async function dropOf(services: Services, message: IncomingMessage): Promise<FoundDrop | undefined> {
  const { workspace, channel, thread, isForeignThread = false } = message;
  if (thread === undefined) return undefined;
  return findDrop(services.db, { workspace, channel, thread }, isForeignThread);
}

async function take(
  services: Services,
  drop: FoundDrop,
  given: IncomingMessage,
  { text, unread }: Words,
): Promise<void> {
  const message = { ...given, text };
  if (await commentOnAnswer(services, message)) return tellAgain(services, message);
  if (repliesToSomebody(message)) return;
  const { workspace, member, memberName } = message;
  if (!isLongEnough(text)) {
    if (await standingAnswer(services.db, workspace, drop.id, member)) return;
    const reason = unread ?? ((await isShortAnswer(services, drop, message)) ? 'short' : undefined);
    if (reason) await nudge(services, message, reason);
    return;
  }
  const answer = { drop, member, memberName, message: message.message, text, at: services.now() };
  if (await storeAnswerAtOnce(services, answer)) await tellAgain(services, message);
}

/** Whether it seems that somebody meant to answer, and not just to say something. */
async function isShortAnswer(
  services: Services,
  drop: FoundDrop,
  message: IncomingMessage,
): Promise<boolean> {
  if (message.text === '' || message.mentions.length > 0) return false;
  if (await wasNudged(services.db, message, 'short', services.now())) return false;
  return readsLikeAShortAnswer(services, message.workspace, drop.id, message.text);
}

/** A reply to the question itself, or to one's own message, still answers the question. */
function repliesToSomebody({ replyTo, replyToMember, thread, member }: IncomingMessage): boolean {
  return replyTo !== undefined && replyTo !== thread && replyToMember !== member;
}

/** What was told of a message before it was stored. */
async function tellAgain(services: Services, message: IncomingMessage): Promise<void> {
  const { workspace, channel, message: id } = message;
  const key = { workspace, channel, message: id };
  for (const { member, emoji, at, isThere, text } of await rememberedOf(services.db, key)) {
    if (emoji !== '') {
      if (isThere) await receiveReaction(services, { ...key, member, emoji, at });
    } else if (!isThere) await receiveDeletion(services, { ...key, at });
    // Its files are a part of that text already.
    else if (text !== null) await receiveEdit(services, { ...message, files: [], text, editedAt: at });
  }
}

/** A message was edited, or stands in its thread: a revision of an answer, or a reply that may only now be long enough to be one. */
export async function receiveEdit(services: Services, message: StandingMessage): Promise<void> {
  // What an app wrote is an answer only if its author made it one.
  if (message.fromBot && !(await isStored(services.db, message))) return;
  const drop = await dropOf(services, message);
  // In the channel itself only what its author made an answer is one.
  if (!drop) {
    if (message.thread !== undefined) return;
    if (!(await isStored(services.db, message))) return reviseOutsideThread(services, message);
  }
  const words = await wordsOf(message);
  const { text } = words;
  // Nothing that shows of a message says that its words went, unless something else stays of it.
  if (text === '' && !message.files?.length) return;
  const { workspace, channel, message: id, editedAt, writtenAt } = message;
  // Conversation that nobody changed needn't be remembered.
  const told = {
    workspace,
    channel,
    message: id,
    at: editedAt ?? writtenAt,
    isThere: true,
    text,
    author: message.member,
    isNew: !editedAt,
  };
  const find = () => isStored(services.db, message);
  let isEmptied = false;
  const wasStored = await tell(services, told, find, async (tx, queue) => {
    const now = services.now();
    await reviseComment(tx, queue, message, now, text);
    const answer = await answerOfMessage(tx, message);
    if (answer && text !== '') await reviseAnswer(tx, queue, answer, text, now);
    if (answer && answer.state !== 'withdrawn' && text === '') {
      await withdrawAnswer(tx, queue, answer, now, editedAt);
      isEmptied = true;
    }
  });
  if (isEmptied) await nudge(services, message, 'emptied');
  if (!drop || wasStored || message.fromBot) return;
  const moment = editedAt ?? writtenAt;
  if (moment && (await hadAnswerAt(services.db, workspace, drop.id, message.member, moment))) return;
  await take(services, drop, message, words);
}

/** A message was deleted: if it was an answer, that is withdrawn. */
export async function receiveDeletion(services: Services, message: Deletion): Promise<void> {
  const { workspace, channel, message: id, at } = message;
  const told = { workspace, channel, message: id, at, isThere: false };
  const find = () => isStored(services.db, message);
  await tell(services, told, find, async (tx, queue) => {
    const now = services.now();
    await reviseComment(tx, queue, message, now);
    const answer = await answerOfMessage(tx, message);
    if (answer) await withdrawAnswer(tx, queue, answer, now, at);
  });
}

/** True, or undefined for conversation. */
async function isStored(db: Db, message: MessageKey): Promise<true | undefined> {
  if (await answerOfMessage(db, message)) return true;
  const comment = await commentOf(db, message);
  return comment?.withdrawn_at === null ? true : undefined;
}
