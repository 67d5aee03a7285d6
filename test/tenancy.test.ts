import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../src/database/database.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

interface Reference {
  readonly name: string;
  readonly child: string;
  readonly columns: string[];
  readonly parent: string;
  readonly parentColumns: string[];
}

let database: TestDatabase;
let references: readonly Reference[];
let tenants: readonly string[];
beforeAll(async () => {
  database = await testDatabase();
  references = await referencesOf(database.db);
  tenants = [await seed(database.db, 'one'), await seed(database.db, 'two')];
});
afterAll(() => database.destroy());

/** Every foreign key of the schema, as the catalog has it. */
async function referencesOf(db: Db): Promise<Reference[]> {
  const columns = (key: string, table: string) =>
    sql.raw(`(select array_agg(attname::text order by position) from unnest(${key}) with ordinality as key (number, position)
      join pg_attribute on attrelid = ${table} and attnum = number)`);
  const { rows } = await sql<Reference>`
    select conname as name, conrelid::regclass::text as child, confrelid::regclass::text as parent,
      ${columns('conkey', 'conrelid')} as columns, ${columns('confkey', 'confrelid')} as "parentColumns"
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 2, 1`.execute(
    db,
  );
  return rows;
}

/** What tells a table's tenant. */
const tenantColumns: Readonly<Record<string, string>> = { questions: 'owner', question_revisions: 'owner' };
const tenantOf = (table: string) => tenantColumns[table] ?? 'workspace_id';

/** Belongs to nobody in particular. */
const shared = ['workspaces', 'tracks'];
const crossing = () => references.filter(({ parent }) => !shared.includes(parent));

describe('a foreign key', () => {
  test('from one tenant’s table to another carries the tenant', () => {
    const carried = crossing().filter(({ columns, parentColumns, parent }) => {
      const at = parentColumns.indexOf(tenantOf(parent));
      return ['workspace_id', 'owner', 'question_owner'].includes(columns[at] ?? '');
    });
    expect(crossing().length).toBeGreaterThan(30);
    expect(carried.map(({ name }) => name)).toEqual(crossing().map(({ name }) => name));
  });

  test('refuses every row of another workspace, also when it is the only one that looks', async () => {
    const accepted: string[] = [];
    for (const reference of crossing()) {
      const before = await rowsOf(reference.child, tenants[0]);
      expect(before, `${reference.child} has no row to try`).toBeGreaterThan(0);
      expect(await rowsOf(reference.parent, tenants[1]), reference.parent).toBeGreaterThan(0);
      if (!(await isRefused(reference))) accepted.push(reference.name);
    }
    expect(accepted).toEqual([]);
  });
});

test('a workspace goes with all that it owns, and nothing else goes', async () => {
  const gone = await seed(database.db, 'three');
  const tables = [...new Set(references.map(({ child }) => child))].filter(
    (table) => !shared.includes(table),
  );
  const kept = await Promise.all(tables.map((table) => rowsOf(table, tenants[0])));
  await database.db.transaction().execute(async (tx) => {
    await sql`set constraints all deferred`.execute(tx);
    await sql`delete from workspaces where id = ${gone}`.execute(tx);
  });
  for (const table of tables) expect(await rowsOf(table, gone), table).toBe(0);
  expect(await Promise.all(tables.map((table) => rowsOf(table, tenants[0])))).toEqual(kept);
});

async function rowsOf(table: string, tenant = 'none'): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from ${sql.table(table)}
    where ${sql.ref(tenantOf(table))} = ${tenant}`.execute(database.db);
  return rows[0]?.number ?? 0;
}

/** Points the first tenant's rows at the second's, with the table's other foreign keys out of the way. */
async function isRefused({ name, child, columns, parent, parentColumns }: Reference): Promise<boolean> {
  const own = tenantOf(child);
  const pairs = columns
    .map((column, index) => [column, parentColumns[index] ?? ''] as const)
    .filter(([column]) => column !== own);
  const target =
    pairs.length > 0 ? pairs : columns.map((column, index) => [column, parentColumns[index] ?? ''] as const);
  const other = sql.join(target.map(([, column]) => sql.ref(column)));
  const attempt = database.db.transaction().execute(async (tx) => {
    for (const one of references.filter((reference) => reference.child === child && reference.name !== name))
      await sql`alter table ${sql.table(child)} drop constraint ${sql.ref(one.name)}`.execute(tx);
    await sql`
      update ${sql.table(child)} set (${sql.join(target.map(([column]) => sql.ref(column)))}) =
        (select ${other} from ${sql.table(parent)} where ${sql.ref(tenantOf(parent))} = ${tenants[1]} limit 1)
      where ${sql.ref(own)} = ${tenants[0]}`.execute(tx);
    throw new Error('it was accepted');
  });
  const error: unknown = await attempt.catch((cause: unknown) => cause);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A foreign key or the check of a question's owner.
  if (
    code !== '23503' &&
    code !== '23514' &&
    !(error instanceof Error && error.message === 'it was accepted')
  )
    throw error;
  return code === '23503' || code === '23514';
}

/** A workspace with a row in every table that a workspace owns. */
async function seed(db: Db, name: string): Promise<string> {
  const at = new Date('2026-11-24T08:00:00Z');
  const [channel, member, mentor] = [`${name}-channel`, `${name}-member`, `${name}-mentor`];
  const { id: workspace_id } = await db
    .insertInto('workspaces')
    .values({ platform: 'slack', external_id: name, name })
    .returning('id')
    .executeTakeFirstOrThrow();
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db);
  await run(
    sql`insert into tracks values ('backend', 'Backend', '', '[]', '[]', null, 'shipped', '[]') on conflict do nothing`,
  );
  await run(
    sql`insert into channels (workspace_id, id, name) values (${workspace_id}, ${channel}, ${channel})`,
  );
  for (const id of [member, mentor])
    await run(sql`insert into members (workspace_id, id, name) values (${workspace_id}, ${id}, ${id})`);
  const question = `backend/${name}`;
  await run(sql`insert into questions (owner, id, track_id, category, level, position, revision, origin)
    values (${workspace_id}, ${question}, 'backend', 'technical', 'beginner', 0, 1, 'suggested')`);
  await run(sql`insert into question_revisions (owner, question_id, revision, content, created_at)
    values (${workspace_id}, ${question}, 1, ${JSON.stringify({ id: question, prompt: 'Why?', tags: [], key_points: [] })}, ${at})`);
  await run(
    sql`insert into retirements values (${workspace_id}, ${workspace_id}, ${question}, ${mentor}, ${at})`,
  );
  const { rows: preparations } = await sql<{ id: string }>`
    insert into preparations (workspace_id, token, channel_id, member_id, state, due_at, asked_at)
    values (${workspace_id}, 'token', ${channel}, ${member}, 'given', ${at}, ${at}) returning id`.execute(db);
  await run(sql`insert into suggestions (workspace_id, token, channel_id, member_id, content, state, created_at, decided_by, question_owner, question_id, preparation_id)
    values (${workspace_id}, 'token', ${channel}, ${member}, '{}', 'approved', ${at}, ${mentor}, ${workspace_id}, ${question}, ${preparations[0]?.id})`);
  await run(sql`insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories, reveal_after_minutes, next_slot_at, updated_by, updated_at)
    values (${workspace_id}, ${channel}, '{1}', '09:00', 'UTC', '{}', '{}', '{}', 60, ${at}, ${mentor}, ${at})`);
  const { rows: drops } = await sql<{ id: string }>`
    insert into drops (workspace_id, channel_id, source, requested_by, question_owner, question_id, question_revision, state, reveal_after_minutes, created_at)
    values (${workspace_id}, ${channel}, 'request', ${member}, ${workspace_id}, ${question}, 1, 'open', 60, ${at}) returning id`.execute(
    db,
  );
  const { rows: answers } = await sql<{ id: string }>`
    insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day, created_at)
    values (${workspace_id}, ${drops[0]?.id}, ${channel}, ${member}, 'm', false, 'standing', 1, '2026-11-24', ${at}) returning id`.execute(
    db,
  );
  const answer = answers[0]?.id;
  await run(sql`insert into sample_views values (${workspace_id}, ${member}, ${drops[0]?.id}, ${at})`);
  await run(sql`insert into answer_revisions values (${workspace_id}, ${answer}, 1, 'text', ${at}, ${at})`);
  await run(
    sql`insert into feedback (workspace_id, answer_id, revision, state, due_at) values (${workspace_id}, ${answer}, 1, 'pending', ${at})`,
  );
  await run(sql`insert into reviews (workspace_id, answer_id, revision, mentor_id, approved, source, source_id, created_at)
    values (${workspace_id}, ${answer}, 1, ${mentor}, true, 'form', 'f', ${at})`);
  await run(sql`insert into review_claims values (${workspace_id}, ${answer}, ${mentor}, ${at})`);
  await run(sql`insert into votes values (${workspace_id}, ${answer}, ${mentor}, '👍', ${at})`);
  await run(sql`insert into standings values (${workspace_id}, '', 'all', ${member}, 1, 1)`);
  await run(sql`insert into standing_changes (workspace_id, channel_id, member_id, day, votes, answers)
    values (${workspace_id}, ${channel}, ${member}, '2026-11-24', 0, 1)`);
  await run(
    sql`insert into latest_events values (${workspace_id}, ${channel}, 'm', ${mentor}, '👍', ${at}, true)`,
  );
  await run(sql`insert into posts (workspace_id, kind, subject, channel_id, only_for, state, due_at, created_at)
    values (${workspace_id}, 'feedback', ${answer}, ${channel}, ${member}, 'pending', ${at}, ${at})`);
  await run(sql`insert into coach_calls (workspace_id, member_id, answer_id, purpose, model, day, input_tokens, output_tokens, started_at)
    values (${workspace_id}, ${member}, ${answer}, 'feedback', 'm', '2026-11-24', 1, 1, ${at})`);
  await run(sql`insert into conversation_turns (workspace_id, answer_id, turn, revision, question, said, state, due_at, asked_at)
    values (${workspace_id}, ${answer}, 1, 1, 'q', 's', 'pending', ${at}, ${at})`);
  await run(sql`insert into audit_entries (workspace_id, at, member_id, deed, about)
    values (${workspace_id}, ${at}, ${member}, 'mentor', ${JSON.stringify({ member: mentor, change: 'added' })})`);
  await run(sql`insert into coach_ratings values (${workspace_id}, ${answer}, ${mentor}, true, ${at})`);
  await run(sql`insert into quiet_hours values (${workspace_id}, ${member}, '22:00', '07:00', 'UTC')`);
  await run(
    sql`insert into erasures (workspace_id, member_id, keeps_reviews, asked_at) values (${workspace_id}, ${member}, true, ${at})`,
  );
  await run(sql`insert into direct_messages values (${workspace_id}, 'D1', '1', ${member}, ${at})`);
  await run(sql`insert into vacations values (${workspace_id}, ${member}, '2026-11-24', '2026-11-25')`);
  await run(sql`insert into recall_settings (workspace_id, member_id, channel_id, per_day, time_zone)
    values (${workspace_id}, ${member}, ${channel}, 2, 'UTC')`);
  await run(sql`insert into recalls (workspace_id, member_id, day, question_owner, question_id, drop_id, state, asked_at)
    values (${workspace_id}, ${member}, '2026-11-24', ${workspace_id}, ${question}, ${drops[0]?.id}, 'asked', ${at})`);
  const { rows: mocks } = await sql<{ id: string }>`
    insert into mocks (workspace_id, member_id, channel_id, tracks, levels, planned, minutes, state, started_at, finished_at, shared_with)
    values (${workspace_id}, ${member}, ${channel}, '{}', '{}', 3, 30, 'done', ${at}, ${at}, ${mentor}) returning id`.execute(
    db,
  );
  const mock = mocks[0]?.id;
  await run(
    sql`insert into mock_questions values (${workspace_id}, ${mock}, 1, ${drops[0]?.id}, 'answered', 0, 60)`,
  );
  await run(
    sql`insert into mock_replies values (${workspace_id}, ${mock}, 1, 'p', 'q', 'r', 'covered', ${at})`,
  );
  await run(sql`insert into mock_comments values (${workspace_id}, ${mock}, 't', ${mentor}, 'c', ${at})`);
  const { rows: peers } = await sql<{ id: string }>`
    insert into peer_mocks (workspace_id, first_id, second_id, channel_id, tracks, levels, minutes, state, invited_at)
    values (${workspace_id}, ${member}, ${mentor}, ${channel}, '{}', '{}', 30, 'done', ${at}) returning id`.execute(
    db,
  );
  await run(sql`insert into peer_questions (workspace_id, peer_mock_id, place, candidate_id, drop_id, state)
    values (${workspace_id}, ${peers[0]?.id}, 1, ${mentor}, ${drops[0]?.id}, 'asked')`);
  await run(
    sql`insert into slack_installations values (${workspace_id}, ${name}, ${name}, null, 'B', 'U', 'sealed', '{}', 'U', ${at})`,
  );
  await run(
    sql`insert into web_channels (workspace_id, id, name) values (${workspace_id}, ${channel}, ${channel})`,
  );
  await run(
    sql`insert into web_people (workspace_id, id, name, hue) values (${workspace_id}, ${member}, ${member}, 1)`,
  );
  const { rows: first } = await sql<{ id: string }>`
    insert into web_messages (workspace_id, channel_id, author_id, only_for, text, version, key)
    values (${workspace_id}, ${channel}, ${member}, ${member}, 'text', 1, ${`${name}-key`}) returning id`.execute(
    db,
  );
  await run(sql`insert into web_messages (workspace_id, channel_id, thread_id, reply_to, author_id, only_for, text, version, key)
    values (${workspace_id}, ${channel}, ${first[0]?.id}, ${first[0]?.id}, ${member}, ${member}, 'text', 2, ${`${name}-reply`})`);
  await run(
    sql`insert into web_reactions (workspace_id, message_id, emoji, person_id) values (${workspace_id}, ${first[0]?.id}, '👍', ${member})`,
  );
  await run(sql`insert into web_seen (workspace_id, person_id, channel_id, thread_id, message_id)
    values (${workspace_id}, ${member}, ${channel}, 0, ${first[0]?.id})`);
  await run(sql`insert into web_files (workspace_id, key, name, media_type, bytes)
    values (${workspace_id}, ${`${name}-key`}, 'notes.md', 'text/markdown', '')`);
  return workspace_id;
}
