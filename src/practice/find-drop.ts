import { sql } from 'kysely';
import pRetry from 'p-retry';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import { memory } from '../database/memory.ts';
import { readSettings } from '../workspaces/settings.ts';

/** A thread stays its drop's, so that what is said there later needn't be looked up. */
const memoryOf = memory<FoundDrop>({ max: 20_000 });

/** Well within the time that a platform gives an event. */
const patience = { retries: 8, factor: 1.3, minTimeout: 100 };

/** A question of the channel isn't stored as posted yet, for too long to wait for it. */
export class QuestionUnderWay extends Error {
  override readonly name = 'QuestionUnderWay';
}

export interface FoundDrop {
  readonly workspace_id: string;
  readonly id: string;
  readonly channel_id: string;
  /** The workspace's when the thread was found: it may have another by now, and `storeAnswer` sees to that. */
  readonly timeZone: string;
}

/**
 * The drop whose thread this is. Somebody quick may answer a question that the platform shows already and whose
 * message's id isn't stored yet: while a question of the channel is on its way, this waits for it. Nobody waits in a thread
 * of which it is known that it hangs on something else.
 *
 * @throws QuestionUnderWay when that takes too long; the platform then tells us of the message again.
 */
export async function findDrop(db: Db, where: Thread, isForeign: boolean): Promise<FoundDrop | undefined> {
  const known = memoryOf(db);
  const key = `${where.workspace} ${where.channel} ${where.thread}`;
  const drop = known.get(key) ?? (await lookUpPatiently(db, where, isForeign));
  if (drop) known.set(key, drop);
  return drop;
}

function lookUpPatiently(db: Db, where: Thread, isForeign: boolean): Promise<FoundDrop | undefined> {
  return pRetry(async () => {
    const { id, settings, isUnderWay } = await lookUp(db, where);
    if (id === null && isUnderWay && !isForeign)
      throw new QuestionUnderWay('a question of this channel is on its way');
    if (id === null) return undefined;
    const { timeZone } = readSettings(settings);
    return { workspace_id: where.workspace, id, channel_id: where.channel, timeZone };
  }, patience);
}

interface Thread {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string;
}

interface Seen {
  readonly id: string | null;
  readonly settings: unknown;
  readonly isUnderWay: boolean;
}

/** In one statement, so that a message whose id is stored meanwhile is either found or on its way. */
const lookUp = inBatches(async (db: Db, threads: readonly Thread[]) => {
  const { rows } = await sql<Seen>`
    select drops.id, workspaces.settings, exists (
      select from posts
      where posts.workspace_id = thread.workspace and posts.channel_id = thread.channel
        and posts.kind = 'drop' and posts.state = 'sending'
    ) as "isUnderWay"
    from ${eachOf(threads)}
    cross join jsonb_to_record(item) as thread (workspace bigint, channel text, thread text)
    left join workspaces on workspaces.id = thread.workspace
    left join drops on drops.workspace_id = thread.workspace and drops.channel_id = thread.channel
      and drops.message = thread.thread
    order by place`.execute(db);
  return rows;
});
