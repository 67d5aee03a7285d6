import { expect, onTestFinished, test } from 'vitest';
import { askQuestion } from '../cli/playground.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { ownAuthority } from '../support/servers/certificates.ts';
import { startRedisCluster } from '../support/servers/redis-cluster.ts';

async function expectToWork(variables: Readonly<Record<string, string>>): Promise<void> {
  const program = whetstone('start', { DATABASE_URL: await emptyDatabase(), PORT: '0', ...variables });
  const address = await ready(program);
  expect(program.out()).toMatch(/Queue +Redis/);
  await askQuestion(address);
  expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ status: 'ok' });
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
}

test('Redis with a password and TLS, signed by an authority of one’s own', async () => {
  const authority = await ownAuthority();
  const { certificate, key } = await authority.sign('redis');
  const port = String(await freePort());
  const files = ['--tls-cert-file', certificate, '--tls-key-file', key];
  const tls = ['--port', '0', '--tls-port', port, '--tls-auth-clients', 'no'];
  const own = ['--tls-ca-cert-file', authority.certificate, '--requirepass', 'right'];
  const redis = await startRedis(...files, ...tls, ...own);
  onTestFinished(redis.stop);
  const REDIS_URL = `rediss://:right@127.0.0.1:${port}`;
  const refused = await whetstone('start', { DATABASE_URL: await emptyDatabase(), PORT: '0', REDIS_URL })
    .ended;
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /Redis at 127\.0\.0\.1:\d+ has a certificate that isn’t trusted \(\w+\)\. .*NODE_EXTRA_CA_CERTS/,
  );
  expect(refused.err).not.toContain('right@');
  await expectToWork({ REDIS_URL, NODE_EXTRA_CA_CERTS: authority.certificate });
});

test('a Redis Cluster of three, by any of its nodes', async () => {
  for (const REDIS_URL of await startRedisCluster()) await expectToWork({ REDIS_URL });
});

const policies = [
  'volatile-lru',
  'allkeys-lru',
  'volatile-lfu',
  'allkeys-lfu',
  'volatile-random',
  'allkeys-random',
  'volatile-ttl',
];

test.each(policies)('a Redis that evicts by %s is refused in a sentence', async (policy) => {
  const redis = await startRedis('--maxmemory', '50mb', '--maxmemory-policy', policy);
  onTestFinished(redis.stop);
  const refused = await whetstone('start', {
    DATABASE_URL: await emptyDatabase(),
    PORT: '0',
    REDIS_URL: redis.url,
  }).ended;
  expect(refused.code).toBe(1);
  expect(refused.err.trimEnd().split('\n').at(-1)).toBe(
    `Redis at ${new URL(redis.url).host} may evict jobs (${policy}). Set "maxmemory-policy noeviction" in its configuration.`,
  );
});

test('a Redis with a limit that evicts nothing works', async () => {
  const redis = await startRedis('--maxmemory', '50mb', '--maxmemory-policy', 'noeviction');
  onTestFinished(redis.stop);
  await expectToWork({ REDIS_URL: redis.url });
});
