import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../src/database/database.ts';
import { inBatches } from '../src/database/in-batches.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.destroy());

test('law: each gets its own result, and fails only for itself, whenever it comes', async () => {
  const item = fc.record({ number: fc.nat(), fails: fc.boolean(), turns: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 300 }), async (items) => {
      const sizes: number[] = [];
      const double = inBatches(async (_db, batch: readonly (typeof items)[number][]) => {
        sizes.push(batch.length);
        await turn();
        if (batch.some(({ fails }) => fails)) throw new Error(`${batch.map(({ number }) => number)}`);
        return batch.map(({ number }) => number * 2);
      });
      const ask = async (one: (typeof items)[number]) => {
        for (let past = 0; past < one.turns; past += 1) await turn();
        return double(database.db, one);
      };
      const results = await Promise.allSettled(items.map(ask));
      expect(results).toEqual(
        items.map(({ number, fails }) =>
          fails
            ? { status: 'rejected', reason: new Error(`${number}`) }
            : { status: 'fulfilled', value: number * 2 },
        ),
      );
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(100);
    }),
    { numRuns: 50 },
  );
});

test('what is asked for at once takes one statement', async () => {
  let statements = 0;
  const double = inBatches(async (from: Db, numbers: readonly number[]) => {
    statements += 1;
    const { rows } = await sql<{ twice: number }>`
      select number * 2 as twice from unnest(${numbers}::int[]) with ordinality as given (number, place) order by place`.execute(
      from,
    );
    return rows.map(({ twice }) => twice);
  });
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  expect(await Promise.all(numbers.map((number) => double(database.db, number)))).toEqual(
    numbers.map((number) => number * 2),
  );
  expect(statements).toBe(1);
});
