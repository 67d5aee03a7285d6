import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { whatIHold as slack } from '../../adapters/slack/what-i-hold.ts';
import { whatIHold as web } from '../../adapters/web/what-i-hold.ts';
import { features } from '../../src/app/features.ts';
import { testDatabase } from '../support/database.ts';

test('of every column that the database has, somebody says what of a person it holds, once', async () => {
  const { db, destroy } = await testDatabase();
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_migration%'`.execute(db);
  await destroy();
  const held = [...features.map(({ whatIHold }) => whatIHold), slack, web]
    .flatMap((tables) => Object.entries(tables))
    .flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`));
  expect(held.sort()).toEqual(rows.map(({ column }) => column).sort());
});
