import { UserError } from '../base/errors.ts';
import type { Actor, IncomingMessage, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { answerOfMessage, type MessageKey, standingAnswer } from './answers.ts';
import { type FoundDrop, findDrop, QuestionUnderWay } from './find-drop.ts';
import { unreadSentences, wordsOf } from './read-files.ts';
import { reinstateAnswer } from './reinstate-answer.ts';
import { reviseAnswer } from './revise-answer.ts';
import { storeAnswer } from './store-answer.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

/** Makes any own message in a drop's thread the member's answer, instead of the one that stands. */
export async function useAsMyAnswer(
  services: Services,
  actor: Actor,
  message: IncomingMessage,
): Promise<Reply> {
  const drop = await dropOf(services, message);
  if (!drop)
    throw new UserError('That message is not in the thread of a question. Reply in the thread first.');
  if (message.member !== actor.member) throw new UserError('Only your own message can be your answer.');
  const { text, unread } = await wordsOf(message);
  if (text === '') throw new UserError(unread ? unreadSentences[unread] : 'That message has no text.');
  return makeAnswer(services, actor, drop, message, text);
}

async function dropOf({ db }: Services, message: IncomingMessage): Promise<FoundDrop | undefined> {
  const { workspace, channel, thread, isForeignThread = false } = message;
  if (thread === undefined) return undefined;
  return findDrop(db, { workspace, channel, thread }, isForeignThread).catch((cause: unknown) => {
    if (!(cause instanceof QuestionUnderWay)) throw cause;
    throw new UserError('Whetstone is still posting a question here. Try again in a minute.', { cause });
  });
}

/** Makes a text that the member wrote in a message their answer to the drop, instead of the one that stands. */
export async function makeAnswer(
  services: Services,
  actor: Actor,
  drop: Pick<FoundDrop, 'workspace_id' | 'id' | 'channel_id'>,
  message: MessageKey,
  text: string,
): Promise<Reply> {
  const { workspace } = actor;
  await rememberActor(services.db, actor);
  const changed = await inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const standing = await standingAnswer(tx, workspace, drop.id, actor.member);
    if (standing?.message === message.message) return false;
    if (standing) await withdrawAnswer(tx, queue, standing, now);
    const before = await answerOfMessage(tx, message);
    if (before) {
      await reinstateAnswer(tx, queue, before, now);
      await reviseAnswer(tx, queue, before, text, now);
    } else {
      await forgetThatItWent(tx, message);
      const { timeZone } = await settingsOf(tx, workspace);
      const found = { ...drop, timeZone };
      const given = {
        drop: found,
        member: actor.member,
        message: message.message,
        text,
        at: now,
        isMeant: true,
      };
      await storeAnswer(tx, queue, given);
    }
    return true;
  });
  return notice(
    changed ? 'This is your answer now. Feedback follows in the thread.' : 'This is your answer already.',
  );
}

/** Whoever was forgotten and is back may choose a message of before, which counts as gone. */
async function forgetThatItWent(tx: Tx, { workspace, channel, message }: MessageKey): Promise<void> {
  await tx
    .deleteFrom('latest_events')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('message', '=', message)
    .where('member_id', '=', '')
    .where('emoji', '=', '')
    .where('is_there', '=', false)
    .execute();
}
