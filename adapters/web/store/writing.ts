import { sql } from 'kysely';
import type { Db, Tx } from '../../../src/database/database.ts';
import { type Change, changesChannel } from '../live.ts';

export const nextVersion = sql<string>`nextval('web_message_version')`;

/**
 * A transaction that changes messages. One at a time per workspace: otherwise a lower version could commit after a
 * higher one, and a page that has seen the higher would never ask for the lower.
 */
export function writing<Result>(
  db: Db,
  workspace: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('web_messages', ${workspace}::bigint))`.execute(
      tx,
    );
    return work(tx);
  });
}

/** Wakes the open pages of the channel when the transaction commits. */
export async function announce(tx: Tx, workspace: string, channel: string): Promise<void> {
  const change: Change = { workspace, channel };
  await sql`select pg_notify(${changesChannel}, ${JSON.stringify(change)})`.execute(tx);
}
