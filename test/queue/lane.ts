import { sql } from 'kysely';
import { type Backend, type JobQueue, postgresBackend, redisBackend } from '../../jobs/backend.ts';
import { enqueue } from '../../jobs/queue.ts';
import { startWorker } from '../../jobs/worker.ts';
import { createCore } from '../../src/app/create-core.ts';
import { features } from '../../src/app/features.ts';
import { jobHandlers } from '../../src/app/job-handlers.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Services } from '../../src/services/services.ts';
import { databaseUrl } from '../support/database.ts';
import { forgetJobs } from '../support/forget-jobs.ts';
import { Harness, type HarnessOptions } from '../support/harness.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

/** What a process of ours is made of, as far as the queue is concerned. */
export interface Process {
  readonly backend: Backend;
  readonly queue: JobQueue;
  readonly services: Services;
  readonly core: Core;
  /** Works on the real jobs from now on. */
  work(sweepEveryMs?: number): Promise<void>;
  /** As in a shutdown. */
  stop(): Promise<void>;
}

const anHourMs = 3_600_000;

/** The real core and the real queue on the backend that this run is for; only the clock is the test's. */
export class Lane {
  readonly h: Harness;
  readonly redis: RedisServer | undefined;
  readonly #processes: Process[] = [];

  private constructor(h: Harness, redis: RedisServer | undefined) {
    this.h = h;
    this.redis = redis;
  }

  static async start(options: HarnessOptions = {}): Promise<Lane> {
    const { QUEUE_BACKEND } = process.env;
    if (QUEUE_BACKEND !== 'postgres' && QUEUE_BACKEND !== 'redis')
      throw new Error('Run this with --project postgres-queue or redis.');
    const redis = QUEUE_BACKEND === 'redis' ? await startRedis() : undefined;
    return new Lane(await Harness.start(options), redis);
  }

  /** The address of the database and, in its lane, of Redis: what a configuration says. */
  async urls(): Promise<{ databaseUrl: string; redisUrl: string | undefined }> {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      this.h.services.db,
    );
    return { databaseUrl: databaseUrl(rows[0]?.name ?? ''), redisUrl: this.redis?.url };
  }

  async connect(overrides: Partial<Services> = {}): Promise<Process> {
    const { databaseUrl, redisUrl } = await this.urls();
    const backend = await (redisUrl === undefined ? postgresBackend(databaseUrl) : redisBackend(redisUrl));
    const queue = await backend.createQueue();
    queue.on('error', () => undefined);
    const services: Services = {
      ...this.h.services,
      wake: (wakes) => enqueue(queue, this.h.services.log, wakes, this.h.now),
      ...overrides,
    };
    const workers: { close(): Promise<void> }[] = [];
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      for (const worker of workers) await worker.close();
      await queue.close();
      await backend.close();
    };
    const process: Process = {
      backend,
      queue,
      services,
      core: createCore(services),
      work: async (sweepEveryMs = anHourMs) => {
        workers.push(await startWorker(backend, queue, services, jobHandlers(features), { sweepEveryMs }));
      },
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
    this.#processes.push(process);
    return process;
  }

  /** The queue loses all that it knows: jobs, schedulers, locks. */
  async flush(): Promise<void> {
    return this.redis ? this.redis.flush() : forgetJobs(this.h.services.db);
  }

  /** Every process stops; a connection that one of them keeps makes this fail. */
  async stop(): Promise<void> {
    try {
      for (const process of this.#processes) await process.stop();
      await this.h.stop();
    } finally {
      await this.redis?.stop();
    }
  }
}
