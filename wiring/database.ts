import type { Pool } from 'pg';
import { type Logger, pino } from 'pino';
import { postgresBackend } from '../jobs/backend.ts';
import { describeError, UserError } from '../src/base/errors.ts';
import { currentLogContext } from '../src/base/log-context.ts';
import { Undo } from '../src/base/undo.ts';
import { waitFor } from '../src/base/wait-for.ts';
import type { Config } from '../src/config/config.ts';
import { createDb, createPool, probe } from '../src/database/connect.ts';
import type { Db } from '../src/database/database.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { migrate } from '../src/database/migrate.ts';
import { loadShippedBank } from '../src/questions/load-shipped-bank.ts';

/** Brings the database at DATABASE_URL up to date, with the queue's tables where they are needed. Returns what it did. */
export async function migrateDatabase(config: Config): Promise<string[]> {
  if (config.databaseUrl === undefined)
    throw new UserError('Set DATABASE_URL; the embedded database migrates at start.');
  const undo = new Undo();
  try {
    const { db, url } = await openDatabase(config, createLog(config), undo);
    const done = await migrate(db);
    if (config.redisUrl === undefined) await (await postgresBackend(url)).close();
    return done;
  } finally {
    await undo.run();
  }
}

/**
 * Works on the database as a start would find it: up to date and with the questions that Whetstone comes with. The
 * embedded one may be in use by a Whetstone that runs.
 */
export async function useDatabase<T>(
  config: Config,
  work: (db: Db) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const undo = new Undo();
  try {
    const databaseUrl = config.databaseUrl ?? (await findEmbeddedPostgres(config.dataDir));
    const { db } = await openDatabase({ ...config, databaseUrl }, createLog(config), undo, signal);
    await migrate(db);
    await loadShippedBank(db, new Date());
    return await work(db);
  } finally {
    await undo.run();
  }
}

export interface OpenDatabase {
  readonly db: Db;
  readonly pool: Pool;
  readonly url: string;
  readonly isEmbedded: boolean;
}

/** The server of the configuration, reached, or the embedded one, started. */
export async function openDatabase(
  config: Config,
  log: Logger,
  undo: Undo,
  signal?: AbortSignal,
): Promise<OpenDatabase> {
  const isEmbedded = config.databaseUrl === undefined;
  const url = config.databaseUrl ?? (await startEmbedded(config, undo));
  await waitFor({ name: 'PostgreSQL', url, variable: 'DATABASE_URL' }, () => probe(url), log, signal);
  const pool = createPool(url, (error) =>
    log.warn({ error: describeError(error) }, 'a database connection broke'),
  );
  const db = createDb(pool);
  undo.add(() => db.destroy());
  return { db, pool, url, isEmbedded };
}

async function startEmbedded(config: Config, undo: Undo): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.dataDir);
  undo.add(() => postgres.stop());
  return postgres.connectionString;
}

export function createLog(config: Config): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      mixin: currentLogContext,
      redact: ['*.text', '*.answer', '*.comment'],
    },
    // In order with what the command line says, and not lost when the process ends.
    pino.destination({ dest: 2, sync: true }),
  );
}
