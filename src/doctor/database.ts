import { sql } from 'kysely';
import type { Undo } from '../base/undo.ts';
import { troubleWith } from '../base/wait-for.ts';
import type { Config } from '../config/config.ts';
import { createDb, createPool, probe } from '../database/connect.ts';
import type { Db } from '../database/database.ts';
import { findEmbeddedPostgres } from '../database/embedded-postgres.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { bad, type Check, check, good, off, patienceMs } from './check.ts';

/** `server_version_num` of the oldest that Whetstone runs on. */
const oldest = 140_000;

interface Examination {
  readonly checks: readonly Check[];
  /** For those who look into it; undefined unless it can be reached and is up to date. */
  readonly db: Db | undefined;
}

/** Reads only, and starts nothing. */
export async function checkDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  undo: Undo,
): Promise<Examination> {
  let usable: Db | undefined;
  const checks = await check('Database', async (signal) => {
    const url = config.databaseUrl ?? (await findEmbeddedPostgres(config.dataDir));
    if (url === undefined)
      return off(`the embedded PostgreSQL in ${config.dataDir} is not running; "npm start" starts it`);
    let isPooled = false;
    try {
      ({ isPooled } = await probe(url));
    } catch (error) {
      return bad(...troubleWith({ name: 'PostgreSQL', url, variable: 'DATABASE_URL' }, error));
    }
    // Nobody waits any more: what is opened now, nobody would close.
    signal.throwIfAborted();
    const db = createDb(createPool(url, () => undefined, { max: 2, silenceMs: patienceMs, isPooled }));
    undo.add(() => db.destroy());
    const { version, number } = await versionOf(db);
    if (number < oldest)
      return bad(`PostgreSQL ${version} is too old`, 'Whetstone needs PostgreSQL 14 or later.');
    const pending = await pendingMigrations(db);
    if (pending.length === 0) usable = db;
    const where =
      config.databaseUrl === undefined ? `embedded in ${config.dataDir}` : `at ${new URL(url).host}`;
    const state = pending.length === 0 ? 'up to date' : `the next start migrates it (${pending.join(', ')})`;
    return good(`PostgreSQL ${version} ${where}, ${state}`);
  });
  return { checks, db: usable };
}

async function versionOf(db: Db): Promise<{ version: string; number: number }> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('no version');
  return row;
}
