import { expect, test } from 'vitest';
import { emptyDatabase } from '../support/empty-database.ts';
import { whetstone } from './program.ts';

test('migrate says what it did, and the second time that there is nothing to do', async () => {
  const DATABASE_URL = await emptyDatabase();
  const first = await whetstone('migrate', { DATABASE_URL }).ended;
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^Done: .*core.*playground/);
  expect(await whetstone('migrate', { DATABASE_URL }).ended).toMatchObject({
    code: 0,
    out: 'Up to date.\n',
    err: '',
  });
});

test('migrate without DATABASE_URL says who else does it', async () => {
  expect(await whetstone('migrate').ended).toMatchObject({
    code: 1,
    out: '',
    err: 'Set DATABASE_URL; the embedded database migrates at start.\n',
  });
});

test('two at once do it once', async () => {
  const DATABASE_URL = await emptyDatabase();
  const both = await Promise.all([
    whetstone('migrate', { DATABASE_URL }).ended,
    whetstone('migrate', { DATABASE_URL }).ended,
  ]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.filter(({ out }) => out.startsWith('Done')).length).toBe(1);
});
