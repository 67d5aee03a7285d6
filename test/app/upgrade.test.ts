import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../../migrations/migrations.ts';
import { createDb, createPool } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/database.ts';
import { migrate, pendingMigrations } from '../../src/database/migrate.ts';
import { leaderboardCard } from '../../src/leaderboards/leaderboard-card.ts';
import { settleStandings } from '../../src/standings/count-standings.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { cardText } from '../support/harness.ts';

/** Migrations are kept for ever: whoever installed the first version can come to this one, with all that their team wrote. */

let db: Db;
beforeEach(async () => {
  db = createDb(createPool(await emptyDatabase(), () => undefined));
});
afterEach(() => db.destroy());

const content = {
  id: 'backend/first',
  category: 'technical',
  level: 'beginner',
  prompt: 'What is an index for?',
  key_points: [{ id: 'lookup', text: 'Finds rows without reading all', cues: ['find rows', 'lookup'] }],
  misconceptions: [{ text: 'More is always faster', cues: ['index everything'] }],
};

/** What a team had after a day with the first version. */
async function firstDay(): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(Object.entries(migrations).slice(0, 1)) },
  }).migrateToLatest();
  if (error) throw error;
  const statements = [
    `insert into workspaces (platform, external_id, name) values ('slack', 'T1', 'Acme')`,
    `insert into channels values (1, 'C1', 'practice')`,
    `insert into members values (1, 'maya', 'Maya', false, 'private'), (1, 'sam', 'Sam', true, null)`,
    `insert into tracks values ('backend', 'Backend', 'Services', '[]', '[]')`,
    `insert into questions values ('backend/first', 'backend', 'technical', 'beginner', 1, 1)`,
    `insert into question_revisions values ('backend/first', 1, '${JSON.stringify(content)}', now())`,
    `insert into schedules values (1, 'C1', '{1,2}', '09:00', 'Europe/Berlin', '{}', '{}', '{}', 480, 5, null, now(), 'sam', now())`,
    `insert into drops (workspace_id, channel_id, source, requested_by, question_id, question_revision, state, message, reveal_after_minutes, created_at)
       values (1, 'C1', 'request', 'sam', 'backend/first', 1, 'open', 'm1', 480, now())`,
    `insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day, score, votes, created_at)
       values (1, 1, 'C1', 'maya', 'm2', false, 'standing', 1, current_date, 60, 1, now())`,
    `insert into answer_revisions values (1, 1, 1, 'It finds rows without reading the whole table.', now(), now())`,
    `insert into votes values (1, 1, 'sam', '👍', now())`,
    `insert into standings values (1, '', 'all', 'maya', 2, 2), (1, '', '2026-10', 'maya', 1, 1), (1, '', '2026-11', 'maya', 1, 1)`,
    `insert into posts (workspace_id, kind, subject, channel_id, thread, state, message, due_at, created_at)
       values (1, 'feedback', '1', 'C1', 'm1', 'sent', 'm3', now(), now())`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

test('a database of the first version comes to this one with all that is in it', async () => {
  await firstDay();
  expect(await pendingMigrations(db)).toEqual(Object.keys(migrations).slice(1));
  await migrate(db);
  expect(await pendingMigrations(db)).toEqual([]);

  const [answer] = await db.selectFrom('answers').selectAll().execute();
  expect(answer).toMatchObject({
    member_id: 'maya',
    score: 60,
    votes: 1,
    state: 'standing',
    is_meant: false,
  });
  const [revision] = await db.selectFrom('answer_revisions').selectAll().execute();
  expect(revision?.text).toBe('It finds rows without reading the whole table.');
  const [question] = await db.selectFrom('question_revisions').selectAll().execute();
  expect(question?.content).toMatchObject({
    prompt: content.prompt,
    key_points: [{ id: 'lookup', text: 'Finds rows without reading all', cues: ['find rows', 'lookup'] }],
    misconceptions: [{ text: 'More is always faster', examples: ['index everything'] }],
  });
  const [drop] = await db.selectFrom('drops').selectAll().execute();
  expect(drop).toMatchObject({ message: 'm1', question_owner: '0', question_id: 'backend/first' });
  for (const table of ['schedules', 'votes', 'posts', 'members'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(table === 'members' ? 2 : 1);

  await settleStandings(db, '1');
  const board = { workspace: '1', scope: '', period: 'all', day: '2026-11-27', viewer: 'sam' } as const;
  for (const period of ['all', 'season'] as const)
    expect(cardText(await leaderboardCard(db, { ...board, period }))).toContain('@maya | 2 | 2');
});
