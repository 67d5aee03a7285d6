import pg from 'pg';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import { createDb, createPool } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { loadBank } from '../../src/questions/load-bank.ts';
import { loadShippedBank } from '../../src/questions/load-shipped-bank.ts';
import { templates } from './templates.ts';

const loadedAt = new Date('2026-11-20T08:00:00Z');

/** A PostgreSQL with the templates, for a run of tests or for many. It is fast, and loses all when the machine stops. */
export async function startTestPostgres(home: string): Promise<EmbeddedPostgres> {
  const flags = [
    '--fsync=off',
    '--synchronous_commit=off',
    '--full_page_writes=off',
    '--max_connections=300',
  ];
  const postgres = await startEmbeddedPostgres(home, { flags });
  const admin = new pg.Client({ connectionString: postgres.connectionString });
  await admin.connect();
  await admin.query(`create database ${templates.empty}`);
  await inDatabase(postgres.connectionString, templates.empty, migrate);
  await admin.query(`create database ${templates.withQuestions} template ${templates.empty}`);
  const tracks = await readTrialTracks();
  await inDatabase(postgres.connectionString, templates.withQuestions, (db) =>
    loadBank(db, tracks, loadedAt),
  );
  await admin.query(`create database ${templates.shipped} template ${templates.empty}`);
  await inDatabase(postgres.connectionString, templates.shipped, (db) => loadShippedBank(db, loadedAt));
  await admin.end();
  return postgres;
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
