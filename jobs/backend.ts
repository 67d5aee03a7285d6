import type { Processor } from 'bullmq';
import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** All keys of the queue share a hash tag, as Redis Cluster needs. */
const prefix = '{whetstone}';
const queueName = 'whetstone';

/** BullMQ's Postgres backend is fastest with a pool of ten, and no larger. */
const workerPoolSize = 10;
const queuePoolSize = 3;

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
  /** Answers when the queue can be reached. */
  getWaitingCount(): Promise<number>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** Of a BullMQ worker. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Waits for the jobs in hand. */
  close(): Promise<void>;
}

export interface Backend {
  readonly name: 'Postgres' | 'Redis';
  createQueue(): JobQueue;
  createWorker(process: Processor, concurrency: number): JobWorker;
  /** After its queues and workers. */
  close(): Promise<void>;
}

/** BullMQ on Redis, which must be reachable. */
export async function redisBackend(url: string, onError: (error: Error) => void): Promise<Backend> {
  // A worker waits for Redis to come back; an enqueue doesn't, since the sweeper makes up for it.
  const patient = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  const brisk = new Redis(url, {
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  for (const connection of [patient, brisk]) {
    connection.on('error', onError);
    await connection.connect();
  }
  return {
    name: 'Redis',
    createQueue: () => new Queue(queueName, { connection: brisk, prefix }),
    createWorker: (process, concurrency) =>
      new Worker(queueName, process, { connection: patient, prefix, concurrency }),
    close: async () => {
      for (const connection of [patient, brisk]) connection.disconnect();
    },
  };
}

/** BullMQ on Postgres, in the schema `bullmq` of the same database, which must be reachable. */
export async function postgresBackend(url: string): Promise<Backend> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = (max: number) => ({ connectionString: url, max, application_name: 'whetstone queue' });
  return {
    name: 'Postgres',
    createQueue: () => new PostgresQueue(queueName, { connection: connection(queuePoolSize) }),
    createWorker: (process, concurrency) =>
      new PostgresWorker(queueName, process, { connection: connection(workerPoolSize), concurrency }),
    close: async () => undefined,
  };
}
