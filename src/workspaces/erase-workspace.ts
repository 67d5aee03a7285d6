import { sql } from 'kysely';
import { minutesLater } from '../base/time.ts';
import type { Db, Tx } from '../database/database.ts';

/** So long after the bot was removed everything can still come back. */
export const keptAfterRemovalDays = 30;

/** How many rows of a table go in one transaction. */
const most = 1000;

/** Where most rows are, each with what identifies one. What hangs on them goes with them. */
const large = { answers: 'id', posts: 'id', latest_events: 'ctid', audit_entries: 'id' } as const;

interface Options {
  /** Only if the bot was removed by then, and hasn't come back. */
  readonly endedBy?: Date;
  /** What was erased of a table so far. */
  readonly onProgress?: (table: string, count: number) => void;
}

/** Erases a workspace with all that belongs to it. In batches, so that nothing else waits; one that is interrupted goes on when it is called again. */
export async function eraseWorkspace(
  db: Db,
  workspace: string,
  { endedBy, onProgress }: Options = {},
): Promise<void> {
  const whileEnded = (work: (tx: Tx) => Promise<number>) =>
    db.transaction().execute(async (tx) => {
      let locked = tx.selectFrom('workspaces').select('id').where('id', '=', workspace).forUpdate();
      if (endedBy) locked = locked.where('ended_at', '<=', endedBy);
      if (!(await locked.executeTakeFirst())) return 0;
      await sql`set constraints all deferred`.execute(tx);
      return work(tx);
    });
  for (const [table, key] of Object.entries(large)) {
    let erased = 0;
    const batch = () => whileEnded((tx) => eraseSome(tx, workspace, table, key));
    for (let count = await batch(); count > 0; count = await batch()) {
      erased += count;
      onProgress?.(table, erased);
    }
  }
  await whileEnded(async (tx) => {
    await tx.deleteFrom('workspaces').where('id', '=', workspace).execute();
    return 1;
  });
}

async function eraseSome(tx: Tx, workspace: string, table: string, key: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where workspace_id = ${workspace} and ${sql.ref(key)} = any (array(
      select ${sql.ref(key)} from ${sql.table(table)} where workspace_id = ${workspace} limit ${most}))`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** Erases the first of the workspaces that the bot was removed from long ago; the next sweep takes the next. */
export async function eraseEnded(db: Db, now: Date): Promise<void> {
  const endedBy = minutesLater(now, -keptAfterRemovalDays * 1440);
  const ended = await db
    .selectFrom('workspaces')
    .select('id')
    .where('ended_at', '<=', endedBy)
    .orderBy('ended_at')
    .limit(1)
    .executeTakeFirst();
  if (ended) await eraseWorkspace(db, ended.id, { endedBy });
}
