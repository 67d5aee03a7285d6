import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDb, createPool } from '../src/database/connect.ts';
import { cutLine } from './support/cut-line.ts';
import { testDatabase } from './support/database.ts';

test('a connection that breaks in a transaction fails that, and not the process', async () => {
  const { connectionString, destroy } = await testDatabase();
  const line = await cutLine(connectionString);
  const heard: string[] = [];
  const db = createDb(createPool(line.url, (error) => heard.push(error.message)));

  const work = db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    line.cut();
    await sql`select 2`.execute(tx);
  });
  await expect(work).rejects.toThrow(/terminated|ECONNRESET|not queryable/);
  expect(heard.length).toBeGreaterThan(0);
  line.mend();
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);

  await db.destroy();
  await line.close();
  await destroy();
});
