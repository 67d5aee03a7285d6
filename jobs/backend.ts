import type { PgPool, Processor, Telemetry } from 'bullmq';
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import type { Pool } from 'pg';
import { AttentiveClient } from '../src/database/attentive-client.ts';
import { createPool } from '../src/database/connect.ts';
import { connectToRedis } from './redis.ts';

/** All keys of the queue share a hash tag, as Redis Cluster needs. */
const prefix = '{whetstone}';
const queueName = 'whetstone';

/** BullMQ's Postgres backend is fastest with a pool of ten, and no larger; one more listens. */
const workerPoolSize = 11;
const queuePoolSize = 3;

/** How long a server may say nothing while the queue waits for it. */
const silenceMs = 5000;

/** How long a worker at most waits for Redis to tell it of a job, in s: less than what would be silence. */
const longestWait = 4;

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

class AttentiveWorker extends Worker {
  override get maximumBlockTimeout(): number {
    return longestWait;
  }
}

/** BullMQ on Redis or a Redis Cluster, which must be reachable. @throws UserError when that may evict jobs. */
export async function redisBackend(url: string, telemetry?: Telemetry): Promise<Backend> {
  const { patient, brisk, close } = await connectToRedis(url, {
    commandTimeoutMs: enqueueTimeoutMs,
    silenceMs,
  });
  const traced = telemetry ? { telemetry } : {};
  return {
    name: 'Redis',
    createQueue: () => whenReady(new Queue(queueName, { connection: brisk, prefix, ...traced })),
    createWorker: (process, concurrency) =>
      new AttentiveWorker(queueName, process, {
        connection: patient,
        prefix,
        concurrency,
        drainDelay: longestWait,
        ...traced,
      }),
    close: async () => close(),
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
