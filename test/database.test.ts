import { expect, test } from 'vitest';
import { testDatabase } from './support/database.ts';

test('the schema is migrated', async () => {
  const { db, destroy } = await testDatabase();
  expect(await db.selectFrom('workspaces').selectAll().execute()).toEqual([]);
  await destroy();
});
