import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { doctor } from './doctor.ts';

test.each([
  ['noeviction', /^good: (Redis|Valkey) \d\S+ at 127\.0\.0\.1:\d+, noeviction$/, 0],
  ['allkeys-lru', /^bad: .* may evict jobs \(allkeys-lru\) → Set "maxmemory-policy noeviction"/, 1],
])('a Redis whose policy is %s', async (policy, expected, exitCode) => {
  const redis = await startRedis('--maxmemory-policy', policy);
  onTestFinished(redis.stop);
  const { found, code } = await doctor({ REDIS_URL: redis.url });
  expect(found('Redis')).toEqual([expect.stringMatching(expected)]);
  expect(code).toBe(exitCode);
});

test('a Redis that is frozen is cut off', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  redis.freeze();
  const { found } = await doctor({ REDIS_URL: redis.url });
  expect(found('Redis')).toEqual([expect.stringContaining("can't be reached (ETIMEDOUT)")]);
});

test('a Redis with another password is named without it', async () => {
  const redis = await startRedis('--requirepass', 'right');
  onTestFinished(redis.stop);
  const { host } = new URL(redis.url);
  const { found, out } = await doctor({ REDIS_URL: `redis://:hidden@${host}` });
  expect(found('Redis')).toEqual([
    expect.stringMatching(/^bad: Redis at \S+ refuses us \((NOAUTH|WRONGPASS)\) → Check the user, password/),
  ]);
  expect(out).not.toContain('hidden');
});
