import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import { createDb, createPool } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/database.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { loadBank } from '../../src/questions/load-bank.ts';
import { templates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A real PostgreSQL for the whole run, with migrated templates that the tests clone: one empty, one with the trial's questions. */
export default async function setup(project: TestProject) {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-test-'));
  const fast = ['--fsync=off', '--synchronous_commit=off', '--full_page_writes=off', '--max_connections=300'];
  const postgres = await startEmbeddedPostgres(home, { flags: fast });
  const admin = new pg.Client({ connectionString: postgres.connectionString });
  await admin.connect();
  await admin.query(`create database ${templates.empty}`);
  await inDatabase(postgres.connectionString, templates.empty, migrate);
  await admin.query(`create database ${templates.withQuestions} template ${templates.empty}`);
  const tracks = await readTrialTracks();
  await inDatabase(postgres.connectionString, templates.withQuestions, (db) =>
    loadBank(db, tracks, new Date('2026-11-20T08:00:00Z')),
  );
  await admin.end();
  project.provide('postgresUrl', postgres.connectionString);
  return async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
}

async function inDatabase(server: string, name: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = createPool(url.href, (error) => {
    throw error;
  });
  const db = createDb(pool);
  await work(db);
  await db.destroy();
}
