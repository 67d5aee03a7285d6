import type { IncomingMessage, OpenThread, Thread } from '../chat/core.ts';
import type { Services } from '../services.ts';
import { minutesLater } from '../time.ts';
import { receiveDeletion, receiveEdit } from './receive-message.ts';

/** Older threads are left as they were. */
const daysBack = 7;

/** The threads in which answers may have come, changed or gone while the bot was away, the latest first. */
export async function openThreads({ db, now }: Services, workspace: string): Promise<OpenThread[]> {
  const since = now();
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
    message === null ? [] : [{ workspace, channel: channel_id, thread: message, since }],
  );
}

/**
 * Takes what stands in a thread, in order, for the events that were missed. Taking it twice changes nothing, and what
 * events have told since the thread was listed stays.
 */
export async function catchUp(
  services: Services,
  thread: OpenThread,
  messages: readonly IncomingMessage[],
): Promise<void> {
  const known = await answersIn(services, thread);
  const newer = new Set(
    known.filter(({ edited_at }) => edited_at >= thread.since).map(({ message }) => message),
  );
  for (const message of messages) {
    if (!newer.has(message.message)) await receiveEdit(services, message);
  }
  const present = new Set(messages.map(({ message }) => message));
  for (const { message } of known) {
    if (message === null || present.has(message) || newer.has(message)) continue;
    await receiveDeletion(services, { workspace: thread.workspace, channel: thread.channel, message });
  }
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
    .select(['answers.message', 'last.edited_at'])
    .where('drops.workspace_id', '=', workspace)
    .where('drops.channel_id', '=', channel)
    .where('drops.message', '=', thread)
    .where('answers.state', '=', 'standing')
    .execute();
}
