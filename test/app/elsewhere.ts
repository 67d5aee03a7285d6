import { sql } from 'kysely';
import type { Db, Tx } from '../../src/database/database.ts';
import type { Harness } from '../support/harness.ts';

/** A hash of each table's rows. */
export type State = Readonly<Record<string, string>>;

/** In every text that is somebody's own in the other workspace. */
export const foreign = 'ELSEWHERE';

/**
 * Two other workspaces with the same ids of channels, members and messages, as all servers of Discord have the same members; what they wrote and
 * how it was judged is different. In the first, questions asked, answers and all else have the same ids as well; in the second, others. Returns
 * the workspaces' ids.
 */
export async function openElsewhere(
  { services: { db }, workspace }: Harness,
  isAlone: boolean,
): Promise<readonly [string, string]> {
  const open = async (name: string, shift: number) => {
    const { id } = await db
      .insertInto('workspaces')
      .values({ platform: 'web', external_id: name, name: foreign })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (!isAlone) await copyTo(db, workspace, id, shift);
    return id;
  };
  return [await open('elsewhere', 0), await open('farther away', 1000)];
}

/** Rows may come in any order, and refer to nothing. */
export async function withoutKeys(db: Db, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await work(tx);
  });
}

async function copyTo(db: Db, from: string, to: string, shift: number): Promise<void> {
  const tables = await tablesOf(db);
  await withoutKeys(db, async (tx) => {
    for (const table of tables)
      await sql`
        insert into ${sql.table(table)} overriding system value
        select (jsonb_populate_record(row, to_jsonb(row) || ${changes(to)} || ${shifted(shift)} || ${putOff} || ${judged})).*
        from ${sql.table(table)} as row where workspace_id = ${from}`.execute(tx);
  });
}

/** What a row of the other workspace has instead, where it has such a column. */
const changes = (id: string) => sql`(
  select jsonb_object_agg(key, value) from jsonb_each(jsonb_build_object(
    'workspace_id', ${id}::bigint, 'text', ${foreign}::text, 'said', ${foreign}::text, 'comment', ${foreign}::text,
    'name', ${foreign}::text || ' ' || coalesce(to_jsonb(row) ->> 'id', ''), 'score', 2, 'votes', 70, 'answers', 71,
    'is_mentor', true, 'is_hidden', true, 'reveal_after_minutes', 7
  )) where to_jsonb(row) ? key and (key not in ('score', 'comment') or to_jsonb(row) -> key <> 'null'))`;

/** Ids that Whetstone gave; those of the platform are texts, and the playground's are its platform's. */
const shifted = (by: number) => sql`(
  select coalesce(jsonb_object_agg(key, value::bigint + ${by}::int), '{}') from jsonb_each_text(to_jsonb(row))
  where key in ('id', 'answer_id', 'drop_id', 'mock_id', 'peer_mock_id', 'preparation_id') and value ~ '^[0-9]+$'
    and not to_jsonb(row) ? 'author_id')`;

/** Nothing becomes due there when something does here. */
const putOff = sql`(
  select coalesce(jsonb_object_agg(key, value::timestamptz + interval '200 days'), '{}') from jsonb_each_text(to_jsonb(row))
  where key in ('due_at', 'turn_ends_at', 'reveal_at', 'next_slot_at', 'next_reminder_at', 'forget_at', 'expires_at', 'ends_at', 'invited_at')
    and value like '%T%')`;

/** Other questions were asked there, and nothing was covered. */
const judged = sql`(
  case when to_jsonb(row) ? 'reveal_at' and to_jsonb(row) ->> 'question_id' is not null then jsonb_build_object('question_id', 'backend/message-queue')
    when jsonb_typeof(to_jsonb(row) -> 'assessment') = 'object'
      then jsonb_build_object('assessment', to_jsonb(row) -> 'assessment' || '{"covered": [], "missing": ["read-plan", "no-wait", "bursts"]}')
    else '{}' end)`;

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
export async function stateOf(db: Db, workspaces: readonly string[], withKnown = false): Promise<State> {
  const tables = (await tablesOf(db)).filter((name) => withKnown || !leftOut.includes(name));
  const hashes = tables.map(
    (name) => sql`
      select ${name}::text as name, coalesce(md5(string_agg(row::text, ' ' order by row::text)), '') as hash
      from ${sql.table(name)} as row where workspace_id = any (${workspaces}::bigint[])`,
  );
  const { rows } = await sql<{ name: string; hash: string }>`${sql.join(hashes, sql` union all `)}`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
