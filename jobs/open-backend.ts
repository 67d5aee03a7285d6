import type { Telemetry } from 'bullmq';
import type { Log } from '../src/services.ts';
import { waitFor } from '../src/wait-for.ts';
import { type Backend, postgresBackend, redisBackend } from './backend.ts';

/** The queue in Redis or, without one, in the database. A Redis that is starting is waited for. @throws UserError */
export async function openBackend(
  redisUrl: string | undefined,
  databaseUrl: string,
  log: Log,
  {
    signal,
    telemetry,
  }: { readonly signal?: AbortSignal | undefined; readonly telemetry?: Telemetry | undefined } = {},
): Promise<Backend> {
  if (redisUrl === undefined) return postgresBackend(databaseUrl, telemetry);
  let backend: Backend | undefined;
  await waitFor(
    { name: 'Redis', url: redisUrl, variable: 'REDIS_URL' },
    async () => {
      backend = await redisBackend(redisUrl, telemetry);
    },
    log,
    signal,
  );
  if (!backend) throw new Error('waiting for Redis ended without it');
  return backend;
}
