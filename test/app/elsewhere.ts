import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';
import type { Harness } from '../support/harness.ts';

/** A hash of each table's rows. */
export type State = Readonly<Record<string, string>>;

/** In every text that is somebody's own in the other workspace. */
export const foreign = 'ELSEWHERE';

/**
 * Another workspace with the same ids of channels, members, messages, questions asked and answers, as all servers of Discord have the same
 * members; what they wrote and how it was judged is different. Returns its id.
 */
export async function openElsewhere(
  { services: { db }, workspace }: Harness,
  isAlone: boolean,
): Promise<string> {
  const { id } = await db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'elsewhere', name: foreign })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (isAlone) return id;
  const tables = await tablesOf(db);
  await db.transaction().execute(async (tx) => {
    // Rows are copied in any order.
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const table of tables)
      await sql`
        insert into ${sql.table(table)} overriding system value
        select (jsonb_populate_record(row, to_jsonb(row) || ${changes(id)})).*
        from ${sql.table(table)} as row where workspace_id = ${workspace}`.execute(tx);
  });
  return id;
}

/** What a row of the other workspace has instead, where it has such a column. */
const changes = (id: string) => sql`(
  select jsonb_object_agg(key, value) from jsonb_each(jsonb_build_object(
    'workspace_id', ${id}::bigint, 'text', ${foreign}::text, 'said', ${foreign}::text, 'comment', ${foreign}::text,
    'name', ${foreign}::text || ' ' || coalesce(to_jsonb(row) ->> 'id', ''), 'score', 7, 'votes', 70, 'answers', 71, 'is_mentor', true, 'reveal_after_minutes', 7
  )) where to_jsonb(row) ? key and (key not in ('score', 'comment') or to_jsonb(row) -> key <> 'null'))`;

const tablesOf = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select columns.table_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where column_name = 'workspace_id' and is_generated = 'NEVER' and table_schema = 'public' and table_type = 'BASE TABLE'
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
};

const leftOut: readonly string[] = ['members', 'channels'];

/** @param withKnown who and which channels are known there, too */
export async function stateOf(db: Db, workspace: string, withKnown = false): Promise<State> {
  const tables = (await tablesOf(db)).filter((name) => withKnown || !leftOut.includes(name));
  const hashes = tables.map(
    (name) => sql`
      select ${name}::text as name, coalesce(md5(string_agg(row::text, ' ' order by row::text)), '') as hash
      from ${sql.table(name)} as row where workspace_id = ${workspace}`,
  );
  const { rows } = await sql<{ name: string; hash: string }>`${sql.join(hashes, sql` union all `)}`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
