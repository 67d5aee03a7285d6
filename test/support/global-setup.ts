import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createDb, createPool } from '../../src/database/connect.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export const template = 'whetstone_template';

/** A real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-test-'));
  const fast = ['--fsync=off', '--synchronous_commit=off', '--full_page_writes=off', '--max_connections=300'];
  const postgres = await startEmbeddedPostgres(home, { flags: fast });
  const admin = new pg.Client({ connectionString: postgres.connectionString });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();
  const url = new URL(postgres.connectionString);
  url.pathname = `/${template}`;
  const db = createDb(
    createPool(url.href, (error) => {
      throw error;
    }),
  );
  await migrate(db);
  await db.destroy();
  project.provide('postgresUrl', postgres.connectionString);
  return async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
}
