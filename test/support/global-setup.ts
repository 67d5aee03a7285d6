import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { fastFolder } from './fast-folder.ts';
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
