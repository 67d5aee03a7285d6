import { describeError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { OpenThread, StandingMessage, Thread } from '../chat/core.ts';
import type { Platform } from '../chat/platform.ts';
import type { Db } from '../database/database.ts';
import { type Erased, erasedLately } from '../erasures/erased.ts';
import { cleanText } from '../practice/answer-text.ts';
import { messageOfReply } from '../reviews/comment-on-answer.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { catchUpReactions } from './catch-up-reactions.ts';
import { approval } from './meaning-of-reaction.ts';
import { receiveDeletion, receiveEdit } from './receive-message.ts';

/** Older threads are left as they were. */
const mostDaysBack = 7;

/** The threads in which answers may have come, changed or gone while the bot was away, the latest first. */
export async function openThreads(
  { db, now }: Services,
  workspace: string,
  daysBack = mostDaysBack,
): Promise<OpenThread[]> {
  const since = now();
  const emoji = await emojiThatCount(db, workspace);
  const drops = await db
    .selectFrom('drops')
    .select(['channel_id', 'message'])
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'open')
    .where('message', 'is not', null)
    .where('opened_at', '>', minutesLater(since, -daysBack * 1440))
    .orderBy('id', 'desc')
    .execute();
  return drops.flatMap(({ channel_id, message }) =>
    message === null ? [] : [{ workspace, channel: channel_id, thread: message, since, emoji }],
  );
}

async function emojiThatCount(db: Db, workspace: string): Promise<readonly string[]> {
  const { voteEmoji } = await settingsOf(db, workspace);
  return [...voteEmoji, approval];
}

/**
 * Takes what was written to a question that a process sent and died before it was open: while it wasn't, nobody could
 * look into its thread. Of what is done to an answer while it isn't stored nobody knows where it belongs: a second look, when
 * all are stored, finds that.
 */
export async function catchUpOpened(services: Services, platform: Platform, thread: Thread): Promise<void> {
  const { db, now, log } = services;
  try {
    const emoji = await emojiThatCount(db, thread.workspace);
    for (let look = 1; look <= 2; look += 1) {
      const open = { ...thread, since: now(), emoji };
      const replies = await platform.replies?.(open);
      if (!replies) return;
      await catchUp(services, open, replies);
    }
  } catch (error) {
    log.warn({ workspace: thread.workspace, error: describeError(error) }, 'not caught up');
  }
}

/**
 * Takes what stands in a thread, in order, for the events that were missed. Taking it twice changes nothing, and what
 * events have told since the thread was listed stays.
 */
export async function catchUp(
  services: Services,
  thread: OpenThread,
  messages: readonly StandingMessage[],
): Promise<void> {
  const known = await answersIn(services, thread);
  const texts = new Map(known.map(({ message, text }) => [message, text]));
  const newer = new Set(
    known.filter(({ edited_at }) => edited_at >= thread.since).map(({ message }) => message),
  );
  const erased = await erasedLately(services.db, thread.workspace);
  for (const message of messages) {
    if (isErased(message, erased)) continue;
    if (!newer.has(message.message) && !isUnchanged(message, texts.get(message.message)))
      await receiveEdit(services, message);
    await catchUpReactions(services, message, thread);
  }
  const present = new Set(messages.map(({ message }) => message));
  const comments = await commentsIn(services, thread);
  for (const message of [...known.map(({ message }) => message), ...comments]) {
    if (message === null || present.has(message) || newer.has(message)) continue;
    await receiveDeletion(services, { workspace: thread.workspace, channel: thread.channel, message });
  }
}

/** What a member wrote before they were forgotten isn't read again. */
function isErased({ member, writtenAt, editedAt = writtenAt }: StandingMessage, erased: Erased): boolean {
  const at = erased.at(member);
  return at !== undefined && (editedAt === undefined || editedAt <= at);
}

/** Most of a thread was heard of, and costs nothing to be read again. What was edited is told, so that no older edit comes after it. */
function isUnchanged({ text, files = [], editedAt }: StandingMessage, stored: string | undefined): boolean {
  return stored !== undefined && !editedAt && files.length === 0 && cleanText(text) === stored;
}

async function answersIn({ db }: Services, { workspace, channel, thread }: Thread) {
  return db
    .selectFrom('answers')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .innerJoin('answer_revisions as last', (join) =>
      join
        .onRef('last.workspace_id', '=', 'answers.workspace_id')
        .onRef('last.answer_id', '=', 'answers.id')
        .onRef('last.revision', '=', 'answers.revision'),
    )
    .select(['answers.message', 'last.edited_at', 'last.text'])
    .where('drops.workspace_id', '=', workspace)
    .where('drops.channel_id', '=', channel)
    .where('drops.message', '=', thread)
    .where('answers.state', '!=', 'withdrawn')
    .execute();
}

/** The messages that are mentors' comments; those that came since the thread was listed are newer than what was read. */
async function commentsIn({ db }: Services, { workspace, channel, thread, since }: OpenThread) {
  const comments = await db
    .selectFrom('reviews')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'reviews.workspace_id')
        .onRef('answers.id', '=', 'reviews.answer_id'),
    )
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .select('reviews.source_id')
    .where('drops.workspace_id', '=', workspace)
    .where('drops.channel_id', '=', channel)
    .where('drops.message', '=', thread)
    .where('reviews.source', '=', 'reply')
    .where('reviews.withdrawn_at', 'is', null)
    .where('reviews.created_at', '<', since)
    .execute();
  return comments.map(({ source_id }) => messageOfReply(source_id));
}
