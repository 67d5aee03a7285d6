import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { startRedis } from '../../test/support/redis.ts';

export type Redis = Awaited<ReturnType<typeof startRedis>>;

/** The PostgreSQL of a run, with its usual durability. */
export interface Site {
  /** A new, empty database; its address. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-bench-'));
  const postgres = await startEmbeddedPostgres(home, { flags: ['--max_connections=200'] });
  return {
    async database() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      await onConnection(postgres.connectionString, (client) => client.query(`create database ${name}`));
      const url = new URL(postgres.connectionString);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Connects, works, and lets go. */
export async function onConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Undefined when the program isn't installed. */
export async function openRedis(): Promise<Redis | undefined> {
  try {
    return await startRedis();
  } catch (error) {
    if (error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
      return undefined;
    throw error;
  }
}
