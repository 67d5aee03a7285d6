import { sql } from 'kysely';
import type { Database, Tx } from '../database/database.ts';

/** A member who is being forgotten. */
export interface Forgotten {
  readonly workspace: string;
  readonly member: string;
  /** The stand-in: an id of nobody, under which stays what is others', too. */
  readonly as: string;
  /** What they wrote about others' answers stays, without their name. */
  readonly keepsReviews: boolean;
  readonly now: Date;
}

type Columns = Readonly<Partial<Record<keyof Database, readonly string[]>>>;

/** In these columns, the stand-in takes the member's place. */
export async function standIn(tx: Tx, { workspace, member, as }: Forgotten, columns: Columns): Promise<void> {
  for (const [table, names] of Object.entries(columns))
    for (const name of names)
      await sql`update ${sql.table(table)} set ${sql.ref(name)} = ${as}
        where workspace_id = ${workspace} and ${sql.ref(name)} = ${member}`.execute(tx);
}

/** Deletes the rows that have the member in one of these columns. */
export async function deleteTheirs(
  tx: Tx,
  { workspace, member }: Forgotten,
  columns: Columns,
): Promise<void> {
  for (const [table, names] of Object.entries(columns))
    for (const name of names)
      await sql`delete from ${sql.table(table)} where workspace_id = ${workspace} and ${sql.ref(name)} = ${member}`.execute(
        tx,
      );
}
