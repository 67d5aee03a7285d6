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
import { requireWordKeys } from '../src/words/word-keys.ts';
import { wordsPlugins } from '../src/words/words-plugin.ts';

/** Brings the database at DATABASE_URL up to date, with the queue's tables where they are needed. Returns what it did. */
export async function migrateDatabase(config: Config): Promise<string[]> {
  if (config.databaseUrl === undefined)
    throw new UserError('Set DATABASE_URL; the embedded database migrates at start.');
  const undo = new Undo();
  try {
    const { url, migrated } = await openDatabase(config, createLog(config), undo);
    if (config.redisUrl === undefined) await (await postgresBackend(url)).close();
    return [...migrated];
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
    const { jobsDb } = await openDatabase({ ...config, databaseUrl }, createLog(config), undo, signal);
    await loadShippedBank(jobsDb, new Date());
    return await work(jobsDb);
  } finally {
    await undo.run();
  }
}

export interface OpenDatabase {
  /** For what people wait for. */
  readonly db: Db;
  /** For jobs: they may have all of these connections without keeping anybody waiting. */
  readonly jobsDb: Db;
  readonly pools: readonly Pool[];
  readonly url: string;
  readonly isEmbedded: boolean;
  readonly isPooled: boolean;
  /** The migrations that were done. */
  readonly migrated: readonly string[];
}

/** The server of the configuration, reached, or the embedded one, started; with its schema up to date. */
export async function openDatabase(
  config: Config,
  log: Logger,
  undo: Undo,
  signal?: AbortSignal,
  onMaking?: () => void,
): Promise<OpenDatabase> {
  const isEmbedded = config.databaseUrl === undefined;
  const url = config.databaseUrl ?? (await startEmbedded(config, log, undo, onMaking));
  let isPooled = false;
  const reach = async () => {
    ({ isPooled } = await probe(url));
  };
  await waitFor({ name: 'PostgreSQL', url, variable: 'DATABASE_URL' }, reach, log, signal);
  const report = (error: Error) => log.warn({ error: describeError(error) }, 'a database connection broke');
  const migrated = await bringUpToDate(createPool(url, report, { isPatient: true, isPooled }));
  const pools = [createPool(url, report, { isPooled }), createPool(url, report, { isPooled })] as const;
  const plugins = wordsPlugins(config.words);
  const [db, jobsDb] = [createDb(pools[0], plugins), createDb(pools[1], plugins)];
  undo.add(() => Promise.all([db.destroy(), jobsDb.destroy()]));
  await requireWordKeys(jobsDb, config.words, new Date());
  return { db, jobsDb, pools, url, isEmbedded, isPooled, migrated };
}

async function bringUpToDate(pool: Pool): Promise<string[]> {
  try {
    return await migrate(createDb(pool));
  } finally {
    await pool.end();
  }
}

async function startEmbedded(
  { dataDir }: Config,
  log: Logger,
  undo: Undo,
  onMaking?: () => void,
): Promise<string> {
  // Nothing works without it: asked to stop, this process gives back the rest.
  const onLost = ({ message }: UserError) => {
    log.fatal(message);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  };
  const postgres = await startEmbeddedPostgres(dataDir, { onLost, ...(onMaking && { onMaking }) });
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
