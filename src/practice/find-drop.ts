import pRetry from 'p-retry';
import type { Db, Row } from '../database/database.ts';
import { dropOfThread } from './answers.ts';

/** Well within the time that a platform gives an event. */
const patience = { retries: 8, factor: 1.3, minTimeout: 100 };

/**
 * The drop whose thread this is. Somebody quick may answer a question that the platform shows already and whose
 * message's id isn't stored yet: while a question of the channel is on its way, this waits for it.
 *
 * @throws Error when that takes too long; the platform then tells us of the message again.
 */
export async function findDrop(
  db: Db,
  workspace: string,
  channel: string,
  thread: string,
): Promise<Row<'drops'> | undefined> {
  return pRetry(async () => {
    // In this order: one that is stored between the two is found by the next turn.
    const isUnderWay = await hasDropUnderWay(db, workspace, channel);
    const drop = await dropOfThread(db, workspace, channel, thread);
    if (!drop && isUnderWay) throw new Error('a question of this channel is on its way');
    return drop;
  }, patience);
}

async function hasDropUnderWay(db: Db, workspace: string, channel: string): Promise<boolean> {
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('kind', '=', 'drop')
    .where('state', '=', 'sending')
    .limit(1)
    .executeTakeFirst();
  return post !== undefined;
}
