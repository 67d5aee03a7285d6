import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { provider } from '../src/database/migrate.ts';
import { testDatabase } from './support/database.ts';

test('the schema is migrated, and every migration can be taken back and done again', async () => {
  const { db, destroy } = await testDatabase();
  try {
    const shape = async () => {
      const { rows } = await sql<{ column: string }>`
        select table_name || '.' || column_name || ' ' || data_type as column from information_schema.columns
        where table_schema = 'public' order by 1`.execute(db);
      return rows.map(({ column }) => column);
    };
    const before = await shape();
    expect(before).toContain('workspaces.id bigint');
    const migrator = new Migrator({ db, provider });
    for (let steps = (await migrator.getMigrations()).length; steps > 0; steps -= 1)
      expect((await migrator.migrateDown()).error).toBeUndefined();
    expect((await shape()).filter((column) => !column.startsWith('kysely_'))).toEqual([]);
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await shape()).toEqual(before);
  } finally {
    await destroy();
  }
});

test('every migration of the folder is one that is done', async () => {
  const files = await readdir(new URL('../migrations/', import.meta.url));
  const names = files.filter((file) => /^\d/.test(file)).map((file) => file.replace('.ts', ''));
  expect(Object.keys(await provider.getMigrations()).sort()).toEqual(names.sort());
});
