import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './test-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A real PostgreSQL for the whole run, or the one at `TEST_POSTGRES`, with the templates that the tests clone. */
export default async function setup(project: TestProject) {
  const { TEST_POSTGRES: given } = process.env;
  if (given) {
    project.provide('postgresUrl', given);
    return;
  }
  const home = await mkdtemp(join(await fastFolder(), 'whetstone-test-'));
  const postgres = await startTestPostgres(home);
  project.provide('postgresUrl', postgres.connectionString);
  return async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
}

/** In memory where there is room: a database for each test is thousands of files. */
async function fastFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > 2 ** 31 ? '/dev/shm' : tmpdir();
}
