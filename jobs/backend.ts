import type { PgPool, Processor, Telemetry } from 'bullmq';
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { connectTimeoutMs } from '../src/base/wait-for.ts';
import { AttentiveClient } from '../src/database/attentive-client.ts';
import { createPool } from '../src/database/connect.ts';

/** All keys of the queue share a hash tag, as Redis Cluster needs. */
const prefix = '{whetstone}';
const queueName = 'whetstone';

/** BullMQ's Postgres backend is fastest with a pool of ten, and no larger; one more listens. */
const workerPoolSize = 11;
const queuePoolSize = 3;

/** How long a server may say nothing while the queue waits for it. A worker is told within 10 s that there is nothing to do. */
const silenceMs = 5000;
const workerSilenceMs = 12_000;

/** Somebody's command waits for its jobs to be queued, and needs its answer within 3 s; the sweeper has the time. */
const enqueueTimeoutMs = 1000;

interface JobOptions {
  readonly jobId: string;
  readonly delay: number;
  readonly attempts: number;
  readonly backoff: { readonly type: 'exponential'; readonly delay: number };
  readonly removeOnComplete: true;
  readonly removeOnFail: true;
}

/** The part of a BullMQ queue that we use; the same on either backend. */
export interface JobQueue {
  addBulk(jobs: { name: string; data: object; opts: JobOptions }[]): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: object; opts: object },
  ): Promise<unknown>;
  /** By state, as `waiting`, `active` or `delayed`; answers when the queue can be reached. */
  getJobCounts(): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** Of a BullMQ worker. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Rejects when it could not connect; it would never work then. */
  waitUntilReady(): Promise<unknown>;
  /** Waits for the jobs in hand. */
  close(): Promise<void>;
}

export interface Backend {
  readonly name: 'Postgres' | 'Redis';
  /** One that can be used. Rejects when its server doesn't answer. */
  createQueue(): Promise<JobQueue>;
  createWorker(process: Processor, concurrency: number): JobWorker;
  /** After its queues and workers. */
  close(): Promise<void>;
}

/** A queue remembers for good when its first words with the server came to nothing: such a one is thrown away. */
async function whenReady<Q extends JobQueue & { waitUntilReady(): Promise<unknown> }>(queue: Q): Promise<Q> {
  // What goes wrong here is what the waiting ends with.
  queue.on('error', () => undefined);
  try {
    await queue.waitUntilReady();
    return queue;
  } catch (error) {
    await queue.close().catch(() => undefined);
    throw error;
  }
}

/** ioredis itself would reject with "Connection is closed." and tell the cause only to listeners. */
export async function connectFirst(connection: Redis): Promise<void> {
  let cause: unknown;
  const remember = (error: unknown) => {
    cause = error;
  };
  connection.on('error', remember);
  try {
    await connection.connect();
  } catch (error) {
    throw cause ?? error;
  } finally {
    connection.off('error', remember);
  }
}

/** BullMQ on Redis, which must be reachable. */
export async function redisBackend(url: string, telemetry?: Telemetry): Promise<Backend> {
  // A worker waits for Redis to come back; an enqueue doesn't, since the sweeper makes up for it.
  const common = { lazyConnect: true, connectTimeout: connectTimeoutMs, keepAlive: silenceMs };
  const patient = new Redis(url, { ...common, maxRetriesPerRequest: null, socketTimeout: workerSilenceMs });
  const brisk = new Redis(url, {
    ...common,
    enableOfflineQueue: false,
    commandTimeout: enqueueTimeoutMs,
    socketTimeout: silenceMs,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  const connections = [patient, brisk];
  const traced = telemetry ? { telemetry } : {};
  try {
    for (const connection of connections) {
      await connectFirst(connection);
      // Without a listener an error ends the process; the queue and the worker report it.
      connection.on('error', () => undefined);
    }
  } catch (error) {
    // Else it would go on trying in the background.
    for (const connection of connections) connection.disconnect();
    throw error;
  }
  return {
    name: 'Redis',
    createQueue: () => whenReady(new Queue(queueName, { connection: brisk, prefix, ...traced })),
    createWorker: (process, concurrency) =>
      new Worker(queueName, process, { connection: patient, prefix, concurrency, ...traced }),
    close: async () => {
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** BullMQ on Postgres, in the schema `bullmq` of the same database, which must be reachable. */
export async function postgresBackend(url: string, telemetry?: Telemetry): Promise<Backend> {
  const client = new AttentiveClient({ connectionString: url, silenceMs: 0 });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const traced = telemetry ? { telemetry } : {};
  const pools: Pool[] = [];
  const connect = (max: number) => {
    // The queue and the worker tell of what breaks.
    const pool = createPool(url, () => undefined, { max, silenceMs, options: '-c search_path=bullmq' });
    pools.push(pool);
    // The overloads of its listeners hide that it fits.
    return pool as unknown as PgPool;
  };
  return {
    name: 'Postgres',
    createQueue: () =>
      whenReady(new PostgresQueue(queueName, { connection: connect(queuePoolSize), ...traced })),
    createWorker: (process, concurrency) =>
      new PostgresWorker(queueName, process, { connection: connect(workerPoolSize), concurrency, ...traced }),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
