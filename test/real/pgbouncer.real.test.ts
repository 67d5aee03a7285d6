import { expect, onTestFinished, test } from 'vitest';
import { askQuestion, hasQuestion } from '../cli/playground.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { startRedis } from '../support/redis.ts';
import { startPgBouncer } from '../support/servers/pgbouncer.ts';

test('PgBouncer in transaction mode, with the queue in Redis', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const DATABASE_URL = await startPgBouncer(await emptyDatabase());
  const variables = { DATABASE_URL, REDIS_URL: redis.url, PORT: '0' };
  const program = whetstone('start', variables);
  const address = await ready(program);
  await askQuestion(address);
  // Many at once, each on whichever connection is free.
  const looks = await Promise.all(Array.from({ length: 40 }, () => hasQuestion(address)));
  expect(looks).not.toContain(false);
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
  const doctor = await whetstone('doctor --json', variables).ended;
  expect(JSON.parse(doctor.out)).toContainEqual(expect.objectContaining({ what: 'Database', ok: 'good' }));
});

test('without Redis it says what a queue in PostgreSQL needs', async () => {
  const DATABASE_URL = await startPgBouncer(await emptyDatabase());
  const { code, err } = await whetstone('start', { DATABASE_URL, PORT: '0' }).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/^There is a pooler before PostgreSQL, .* Set REDIS_URL/);
});
