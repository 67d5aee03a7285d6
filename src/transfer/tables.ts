import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** A table with rows of workspaces, without what a copy doesn't take along. */
export interface Table {
  readonly name: string;
  /** The column that names the workspace. */
  readonly owner: 'workspace_id' | 'owner';
  /** Of the others, each with its type as PostgreSQL writes it; behind what may be null there is a `?`. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Secrets, which a workspace gets anew when Whetstone is installed in it. */
const leftOut = ['slack_installations'];

/** A workspace's own questions; those of everybody have another owner. */
const owned = ['questions', 'question_revisions'];

/** As the database's catalog has them, each behind those that it refers to. */
export async function tablesOf(db: Db): Promise<Table[]> {
  const { rows } = await sql<{ table: string; columns: Record<string, string>; needs: string[] }>`
    select relname as table, (
        select jsonb_object_agg(attname, format_type(atttypid, atttypmod) || case when attnotnull then '' else '?' end)
        from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
      ) as columns, array(
        select distinct confrelid::regclass::text from pg_constraint
        where contype = 'f' and conrelid = pg_class.oid and confrelid <> conrelid
      ) as needs
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`.execute(db);
  const found = rows.filter(
    ({ table, columns }) => !leftOut.includes(table) && ('workspace_id' in columns || owned.includes(table)),
  );
  const names = new Set(found.map(({ table }) => table));
  const sorted: typeof found = [];
  while (sorted.length < found.length) {
    const done = new Set(sorted.map(({ table }) => table));
    const next = found.filter(
      ({ table, needs }) => !done.has(table) && needs.every((name) => done.has(name) || !names.has(name)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    sorted.push(...next);
  }
  return sorted.map(({ table, columns }) => {
    const owner = owned.includes(table) ? 'owner' : 'workspace_id';
    const { [owner]: _owner, ...others } = columns;
    return { name: table, owner, columns: others };
  });
}
