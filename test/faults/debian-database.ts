import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool } from '../../src/database/connect.ts';
import { urlOf } from '../../src/database/embedded-postgres.ts';
import { clusterIn, makeCluster, passwordOf } from '../../src/database/postgres-cluster.ts';
import { freePort, startServer } from '../../src/database/postgres-server.ts';
import { postgresTools } from '../../src/database/postgres-tools.ts';
import type { TestDatabase } from '../support/database.ts';

/** Debian's, which has what the embedded one lacks: `pg_dump` and `pg_restore`. */
const programs = '/usr/lib/postgresql/15/bin';

export const debianTools = () => postgresTools(programs);

/** A database on a server of Debian's, of its own. */
export async function debianDatabase(): Promise<TestDatabase> {
  const parent = await mkdtemp(join(tmpdir(), 'whetstone-debian-'));
  const home = join(parent, 'data');
  await mkdir(home, { mode: 0o700 });
  const tools = await debianTools();
  const password = await passwordOf(home);
  await makeCluster(home, tools);
  const port = await freePort();
  await startServer(clusterIn(home), home, ['--fsync=off'], tools, port);
  const connectionString = urlOf(port, password);
  const db = createDb(createPool(connectionString, () => undefined));
  return {
    db,
    connectionString,
    destroy: async () => {
      await db.destroy();
      await tools.execute('pg_ctl', ['stop', '-D', clusterIn(home), '-m', 'fast', '-w']);
      await rm(parent, { recursive: true, force: true });
    },
  };
}
