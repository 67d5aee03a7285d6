import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createDb, createPool } from '../../src/database/connect.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import type { TestDatabase } from '../support/database.ts';

/** A database with a server of its own, which can crash without other tests noticing; this machine doesn't, so it needs no fsync. */
export async function crashingDatabase(): Promise<TestDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-crashing-'));
  const { connectionString, stop } = await startEmbeddedPostgres(home, { flags: ['--fsync=off'] });
  const db = createDb(createPool(connectionString, () => undefined));
  return {
    db,
    connectionString,
    destroy: async () => {
      await db.destroy();
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * PostgreSQL ends all sessions and starts again from its log when one of its processes dies.
 * @see https://www.postgresql.org/docs/current/runtime-config-error-handling.html
 */
export async function crash({ db }: TestDatabase): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  for (const { pid } of rows) process.kill(pid, 'SIGKILL');
}
