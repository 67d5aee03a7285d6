import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { onTestFinished, vi } from 'vitest';
import { startRedis } from '../redis.ts';

const run = promisify(execFile);

/** A Redis Cluster of three; returns the addresses of its nodes. */
export async function startRedisCluster(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-cluster-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const nodes = [];
  for (const name of ['one', 'two', 'three']) {
    const cluster = ['--cluster-enabled', 'yes', '--cluster-config-file', `${name}.conf`, '--dir', folder];
    // Its second port is usually 10,000 above the first, which may be none.
    const node = await startRedis(...cluster, '--cluster-port', '0');
    onTestFinished(node.stop);
    nodes.push(node.url);
  }
  const hosts = nodes.map((url) => new URL(url).host);
  await run('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-yes']);
  for (const url of nodes) {
    const redis = new Redis(url);
    await vi.waitUntil(async () => (await redis.cluster('INFO')).includes('cluster_state:ok'), {
      timeout: 60_000,
    });
    redis.disconnect();
  }
  return nodes;
}
