import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { everybody } from '../questions/owner.ts';
import { lockQuestions } from '../questions/store-questions.ts';
import type { Line } from './lines.ts';

/**
 * Of the bank of all, what a workspace refers to. Another Whetstone has the same questions, but perhaps not these revisions of them, or under
 * other numbers. Named otherwise than the tables of their own.
 */
export const sharedTables = {
  shared_tracks: {
    id: 'text',
    title: 'text',
    description: 'text',
    preparation_tips: 'jsonb',
    related: 'jsonb',
    topics: 'jsonb',
  },
  shared_revisions: {
    question_id: 'text',
    revision: 'integer',
    content: 'jsonb',
    created_at: 'timestamp with time zone',
    track_id: 'text',
    category: 'text',
    level: 'text',
    topic: 'text?',
    position: 'integer',
  },
} as const;

const isShared = (table: string): table is keyof typeof sharedTables => table in sharedTables;

/** The revisions that were asked, and of questions that are only named, the current one. */
const referred = (workspace: string) => sql`
  select question_id, question_revision as revision from drops
    where workspace_id = ${workspace} and question_owner = ${everybody}
  union select named.question_id, questions.revision from (
    select question_owner, question_id from recalls where workspace_id = ${workspace}
    union select question_owner, question_id from retirements where workspace_id = ${workspace}
  ) as named
  join questions on questions.owner = named.question_owner and questions.id = named.question_id
  where named.question_owner = ${everybody}`;

/** Rows of one of these tables. */
export function sharedRows(table: string, workspace: string): RawBuilder<unknown> {
  const columns = sql.join(
    Object.keys(isShared(table) ? sharedTables[table] : {}).map((name) => sql.ref(name)),
  );
  if (table === 'shared_tracks')
    return sql`select ${columns} from tracks where id in (
      select track_id from questions where owner = ${workspace}
      union select track_id from questions join (${referred(workspace)}) as referred on questions.owner = ${everybody}
        and questions.id = referred.question_id)`;
  return sql`select ${columns} from (${referred(workspace)}) as referred
    join (select owner, question_id, revision, content, created_at from question_revisions) as revisions
      using (question_id, revision)
    join (select owner, id as question_id, track_id, category, level, topic, position from questions) as questions
      using (owner, question_id)
    where owner = ${everybody}`;
}

/** Sees to it that each is there. Not in use where it wasn't, so that nobody is asked what this Whetstone's bank doesn't have. */
export async function storeShared(tx: Tx, lines: readonly Line[], now: Date): Promise<void> {
  await lockQuestions(tx);
  const tracks = rowsIn(lines, 'shared_tracks');
  const revisions = rowsIn(lines, 'shared_revisions');
  await sql`
    insert into tracks (id, title, description, preparation_tips, related, topics, origin, retired_at)
    select id, title, description, preparation_tips, related, topics, 'imported', ${now}
    from jsonb_populate_recordset(null::tracks, ${tracks}::jsonb) on conflict do nothing`.execute(tx);
  await sql`create temporary table taken_along on commit drop as
    select question_id, revision, content, created_at, track_id, category, level, topic, position, null::integer as becomes
    from jsonb_to_recordset(${revisions}::jsonb) as row (question_id text, revision integer, content jsonb, created_at timestamptz,
      track_id text, category text, level text, topic text, position integer)`.execute(tx);
  await sql`
    insert into questions (owner, id, track_id, category, level, topic, position, revision, origin, retired_at)
    select distinct on (question_id) ${everybody}::bigint, question_id, track_id, category, level, topic, position, revision, 'imported',
      ${now}::timestamptz
    from taken_along order by question_id, revision desc on conflict do nothing`.execute(tx);
  await findRevisions(tx);
  // What isn't there goes behind all that is.
  await sql`
    with fresh as (
      select question_id, revision, (
          select coalesce(max(latest.revision), 0) from question_revisions as latest
          where latest.owner = ${everybody} and latest.question_id = taken_along.question_id
        ) + row_number() over (partition by question_id order by revision) as number
      from taken_along where becomes is null
    )
    insert into question_revisions (owner, question_id, revision, content, created_at)
    select ${everybody}, question_id, number, content, created_at
    from fresh join taken_along using (question_id, revision)`.execute(tx);
  await keepCurrent(tx, now);
  await findRevisions(tx);
}

/** By what they say. */
async function findRevisions(tx: Tx): Promise<void> {
  await sql`
    update taken_along set becomes = (
      select min(known.revision) from question_revisions as known
      where known.owner = ${everybody} and known.question_id = taken_along.question_id and known.content = taken_along.content)`.execute(
    tx,
  );
}

/** The revision in use has to be the last: where another came behind it, it comes once more. */
async function keepCurrent(tx: Tx, now: Date): Promise<void> {
  await sql`
    with behind as (
      select id, questions.revision, max(question_revisions.revision) + 1 as next
      from questions join question_revisions on question_revisions.owner = questions.owner and question_id = id
      where questions.owner = ${everybody} and id in (select question_id from taken_along)
      group by id, questions.revision having max(question_revisions.revision) > questions.revision
    ), again as (
      insert into question_revisions (owner, question_id, revision, content, created_at)
      select ${everybody}, id, next, content, ${now}::timestamptz from behind
      join question_revisions as current on current.owner = ${everybody} and question_id = id and current.revision = behind.revision
    )
    update questions set revision = next from behind where owner = ${everybody} and questions.id = behind.id`.execute(
    tx,
  );
}

/** What was asked has the numbers that its questions have here. */
export async function renumberDrops(tx: Tx, workspace: string): Promise<void> {
  await sql`
    update drops set question_revision = becomes from taken_along
    where workspace_id = ${workspace} and question_owner = ${everybody} and drops.question_id = taken_along.question_id
      and question_revision = revision and becomes <> revision`.execute(tx);
}

const rowsIn = (lines: readonly Line[], wanted: string) =>
  JSON.stringify(lines.filter(({ table }) => table === wanted).map(({ row }) => row));
