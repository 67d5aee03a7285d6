import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { testDatabase } from './support/database.ts';

test('statements are prepared, and a column that a migration adds meanwhile makes none fail', async () => {
  const database = await testDatabase();
  // Of all that a process asks only so many statements are prepared, and other files of this worker have asked before.
  vi.resetModules();
  const { createDb, createPool } = await import('../src/database/connect.ts');
  // One connection, which is asked again.
  const db = createDb(createPool(database.connectionString, () => undefined, { max: 1 }));
  const byName = () => db.selectFrom('workspaces').select('name').where('id', '=', '1').execute();
  const whole = () => db.selectFrom('workspaces').selectAll().where('id', '=', '1').execute();
  try {
    for (const ask of [byName, whole]) await ask();
    await sql`alter table workspaces add column later text`.execute(db);
    for (const ask of [byName, whole]) expect(await ask()).toEqual([]);
    const { rows } = await sql<{ statement: string }>`
      select statement from pg_prepared_statements where name <> ${''}`.execute(db);
    expect(rows.map(({ statement }) => statement)).toContain(
      'select "name" from "workspaces" where "id" = $1',
    );
    expect(rows.filter(({ statement }) => statement.includes('*'))).toEqual([]);
  } finally {
    await db.destroy();
    await database.destroy();
  }
});
