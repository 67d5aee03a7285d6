import { expect, onTestFinished, test } from 'vitest';
import { ready, stop, whetstone } from '../cli/program.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { startRedis } from '../support/redis.ts';

test('a Redis that wants another password refuses us once, in a sentence; with the right one it works', async () => {
  const redis = await startRedis('--requirepass', 'right');
  onTestFinished(redis.stop);
  const { port } = new URL(redis.url);
  const variables = { DATABASE_URL: await emptyDatabase(), PORT: '0' };
  for (const [user, code] of [
    [':wrong@', 'WRONGPASS'],
    ['', 'NOAUTH'],
  ]) {
    const url = `redis://${user}127.0.0.1:${port}`;
    const refused = await whetstone('start', { ...variables, REDIS_URL: url }).ended;
    expect(refused.err.trimEnd().split('\n').slice(1)).toEqual([
      `Redis at 127.0.0.1:${port} refuses us (${code}). Check the user, password and database name in REDIS_URL.`,
    ]);
    expect(refused.code).toBe(1);
  }
  const program = whetstone('start', { ...variables, REDIS_URL: `redis://:right@127.0.0.1:${port}` });
  await ready(program);
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
});
