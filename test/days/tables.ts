import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';

/** What teams have: as much of it after a month as after a week. */
const asManyAsTeams = [
  'channels',
  'members',
  'quiet_hours',
  'recall_settings',
  'schedules',
  'slack_first_installers',
  'slack_installations',
  'vacations',
  'workspaces',
];

/** What Whetstone has, and what playgrounds do: nobody is in one here. */
const fixed = [
  'coach_trials',
  'kysely_migration',
  'kysely_migration_lock',
  'loaded_bank',
  'question_revisions',
  'questions',
  'tracks',
  'web_channels',
  'web_files',
  'web_messages',
  'web_people',
  'web_reactions',
  'web_seen',
  'web_steps',
  'word_keys',
];

/** What is kept until it is done. */
const passing = ['review_claims', 'standing_changes'];

/** What is kept for days at the most, of which `expectOnlyWhatIsKept` knows how old it may be: there is as much as people did lately. */
const lately = ['erasures', 'latest_events'];

/** BullMQ keeps its latest 10,000 events, and trims them as jobs are added. */
const mostEvents = 11_000;

/** What people do, which is kept for as long as they want. */
const practice = [
  'answer_revisions',
  'answers',
  'audit_entries',
  'coach_calls',
  'coach_ratings',
  'conversation_turns',
  'direct_messages',
  'drops',
  'feedback',
  'mock_comments',
  'mock_questions',
  'mock_replies',
  'mocks',
  'peer_mocks',
  'peer_questions',
  'posts',
  'preparations',
  'recalls',
  'retirements',
  'reviews',
  'sample_views',
  'standings',
  'suggestions',
  'votes',
];

export type Counts = Readonly<Record<string, number>>;

/** How many rows each table has, those of the queue included. */
export async function countRows(db: Db): Promise<Counts> {
  const { rows } = await sql<{ table: string }>`
    select case schemaname when 'public' then '' else schemaname || '.' end || tablename as table
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  const counts: Record<string, number> = {};
  for (const { table } of rows) {
    const {
      rows: [found],
    } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db);
    counts[table] = found?.count ?? 0;
  }
  return counts;
}

/** Where a table is new, say above how long it keeps what. */
export async function expectTablesKnown(db: Db): Promise<void> {
  const known = [...asManyAsTeams, ...fixed, ...passing, ...lately, ...practice];
  const all = Object.keys(await countRows(db)).filter((table) => !table.startsWith('bullmq.'));
  expect(all.sort()).toEqual(known.sort());
}

/** Only what people do may have grown, since there was a usual day's worth of everything. */
export function expectOnlyPracticeGrew(before: Counts, after: Counts): void {
  for (const [table, count] of Object.entries(after)) {
    const was = before[table] ?? 0;
    if (practice.includes(table) || lately.includes(table)) continue;
    if (fixed.includes(table)) expect(count, table).toBe(was);
    else expect(count, table).toBeLessThanOrEqual(table === 'bullmq.event' ? mostEvents : 2 * was + 50);
  }
}

/** Of what is kept for a time, nothing is older; `forgetful` keep answers for a month. */
export async function expectOnlyWhatIsKept(db: Db, forgetful: readonly string[]): Promise<void> {
  const now = new Date();
  const { rows } = await sql`
    select (select count(*)::int from latest_events where at < ${now}::timestamptz - interval '25 hours') as events,
      (select count(*)::int from erasures where done_at < ${now}::timestamptz - interval '8 days 1 hour') as erasures,
      (select count(*)::int from audit_entries where at < ${now}::timestamptz - interval '400 days 1 hour') as deeds,
      (select count(*)::int from answers join answer_revisions as revision
        on revision.workspace_id = answers.workspace_id and revision.answer_id = answers.id
        where withdrawn_at < ${now}::timestamptz - interval '25 hours' and text <> '') as withdrawn,
      (select count(*)::int from answers where workspace_id = any (${[...forgetful]}::bigint[])
        and created_at < ${now}::timestamptz - interval '1 month 1 hour') as answers`.execute(db);
  expect(rows[0]).toEqual({ events: 0, erasures: 0, deeds: 0, withdrawn: 0, answers: 0 });
}
