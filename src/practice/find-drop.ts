import { sql } from 'kysely';
import pRetry from 'p-retry';
import type { Db } from '../database/database.ts';
import { readSettings } from '../workspaces/settings.ts';

/** Well within the time that a platform gives an event. */
const patience = { retries: 8, factor: 1.3, minTimeout: 100 };

export interface FoundDrop {
  readonly workspace_id: string;
  readonly id: string;
  readonly channel_id: string;
  /** The workspace's. */
  readonly timeZone: string;
}

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
): Promise<FoundDrop | undefined> {
  return pRetry(async () => {
    const { id, settings, isUnderWay } = await lookUp(db, workspace, channel, thread);
    if (id === null && isUnderWay) throw new Error('a question of this channel is on its way');
    if (id === null) return undefined;
    return { workspace_id: workspace, id, channel_id: channel, timeZone: readSettings(settings).timeZone };
  }, patience);
}

/** In one statement, so that a message whose id is stored meanwhile is either found or on its way. */
async function lookUp(db: Db, workspace: string, channel: string, thread: string) {
  return db
    .selectFrom('workspaces')
    .leftJoin('drops', (join) =>
      join
        .onRef('drops.workspace_id', '=', 'workspaces.id')
        .on('drops.channel_id', '=', channel)
        .on('drops.message', '=', thread),
    )
    .select(['drops.id', 'workspaces.settings'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('posts')
            .select(sql<number>`1`.as('one'))
            .where('posts.workspace_id', '=', workspace)
            .where('posts.channel_id', '=', channel)
            .where('posts.kind', '=', 'drop')
            .where('posts.state', '=', 'sending'),
        )
        .as('isUnderWay'),
    )
    .where('workspaces.id', '=', workspace)
    .executeTakeFirstOrThrow();
}
