import type { IncomingMessage, Thread } from '../chat/core.ts';
import type { Services } from '../services.ts';
import { minutesLater } from '../time.ts';
import { receiveDeletion, receiveEdit } from './receive-message.ts';

/** Older threads are left as they were. */
const daysBack = 7;

/** The threads in which answers may have come, changed or gone while the bot was away, the latest first. */
export async function openThreads({ db, now }: Services, workspace: string): Promise<Thread[]> {
  const drops = await db
    .selectFrom('drops')
    .select(['channel_id', 'message'])
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'open')
    .where('message', 'is not', null)
    .where('opened_at', '>', minutesLater(now(), -daysBack * 1440))
    .orderBy('id', 'desc')
    .execute();
  return drops.flatMap(({ channel_id, message }) =>
    message === null ? [] : [{ workspace, channel: channel_id, thread: message }],
  );
}

/** Takes what stands in a thread now, in order, for the events that were missed. Taking it twice changes nothing. */
export async function catchUp(
  services: Services,
  thread: Thread,
  messages: readonly IncomingMessage[],
): Promise<void> {
  for (const message of messages) await receiveEdit(services, message);
  const present = new Set(messages.map(({ message }) => message));
  const known = await services.db
    .selectFrom('answers')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .select('answers.message')
    .where('drops.workspace_id', '=', thread.workspace)
    .where('drops.channel_id', '=', thread.channel)
    .where('drops.message', '=', thread.thread)
    .where('answers.state', '=', 'standing')
    .execute();
  for (const { message } of known) {
    if (message === null || present.has(message)) continue;
    await receiveDeletion(services, { workspace: thread.workspace, channel: thread.channel, message });
  }
}
