import { sql } from 'kysely';
import type { Db } from '../../../src/database/database.ts';
import type { Reader } from './reader.ts';

/** A channel, or a thread in it. */
export interface LookedAt {
  readonly channel: string;
  readonly thread?: string | undefined;
}

/** Remembers that the reader has looked at everything there up to this message. */
export async function markSeen(
  db: Db,
  { workspace, viewer }: Reader,
  { channel, thread = '0' }: LookedAt,
  message: string,
): Promise<void> {
  const row = { workspace_id: workspace, person_id: viewer, channel_id: channel, thread_id: thread };
  await db
    .insertInto('web_seen')
    .values({ ...row, message_id: message })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'person_id', 'channel_id', 'thread_id']).doUpdateSet({
        message_id: sql`greatest(web_seen.message_id, excluded.message_id)`,
      }),
    )
    .execute();
}

/** How many messages of others are new to the reader, by channel; threads apart. */
export async function unreadInChannels(db: Db, reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await unread(db, reader)
    .select('message.channel_id as where')
    .where('message.thread_id', 'is', null)
    .groupBy('message.channel_id')
    .execute();
  return new Map(rows.map(({ where, count }) => [where, count]));
}

/** The same in threads, by the message that each hangs on. */
export async function unreadInThreads(
  db: Db,
  reader: Reader,
  roots: readonly string[],
): Promise<ReadonlyMap<string | null, number>> {
  if (roots.length === 0) return new Map();
  const rows = await unread(db, reader)
    .select('message.thread_id as where')
    .where('message.thread_id', 'in', roots)
    .groupBy('message.thread_id')
    .execute();
  return new Map(rows.map(({ where, count }) => [where, count]));
}

function unread(db: Db, { workspace, viewer }: Reader) {
  return db
    .selectFrom('web_messages as message')
    .leftJoin('web_seen as seen', (join) =>
      join
        .onRef('seen.workspace_id', '=', 'message.workspace_id')
        .on('seen.person_id', '=', viewer)
        .onRef('seen.channel_id', '=', 'message.channel_id')
        .on('seen.thread_id', '=', sql<string>`coalesce(message.thread_id, 0)`),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .where('message.workspace_id', '=', workspace)
    .where('message.deleted_at', 'is', null)
    .where('message.author_id', 'is distinct from', viewer)
    .where((eb) => eb.or([eb('message.only_for', 'is', null), eb('message.only_for', '=', viewer)]))
    .where('message.id', '>', sql<string>`coalesce(seen.message_id, 0)`);
}
