import type { Telemetry } from 'bullmq';
import type { Log } from '../src/base/log.ts';
import { waitFor } from '../src/base/wait-for.ts';
import { type Backend, type JobQueue, postgresBackend, redisBackend } from './backend.ts';

interface Options {
  readonly signal?: AbortSignal | undefined;
  readonly telemetry?: Telemetry | undefined;
}

export interface OpenBackend {
  readonly backend: Backend;
  readonly queue: JobQueue;
}

/** The queue in Redis or, without one, in the database. A server that is starting is waited for. @throws UserError */
export async function openBackend(
  redisUrl: string | undefined,
  databaseUrl: string,
  log: Log,
  { signal, telemetry }: Options = {},
): Promise<OpenBackend> {
  const server =
    redisUrl === undefined
      ? { name: 'PostgreSQL', url: databaseUrl, variable: 'DATABASE_URL' }
      : { name: 'Redis', url: redisUrl, variable: 'REDIS_URL' };
  const connect = () =>
    redisUrl === undefined ? postgresBackend(databaseUrl, telemetry) : redisBackend(redisUrl, telemetry);
  let opened: OpenBackend | undefined;
  await waitFor(
    server,
    async () => {
      opened = await withQueue(await connect());
    },
    log,
    signal,
  );
  if (!opened) throw new Error('waiting for the queue ended without it');
  return opened;
}

async function withQueue(backend: Backend): Promise<OpenBackend> {
  try {
    return { backend, queue: await backend.createQueue() };
  } catch (error) {
    await backend.close();
    throw error;
  }
}
