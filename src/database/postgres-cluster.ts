import { randomBytes } from 'node:crypto';
import { chownSync, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { UserError } from '../base/errors.ts';
import type { Execute } from './postgres-tools.ts';
import type { Launcher } from './unprivileged.ts';

export const clusterIn = (home: string) => join(home, 'postgres');

const passwordFileIn = (home: string) => join(home, 'postgres-password');

/** Of the cluster's only user, made where there is none. */
export async function passwordOf(home: string): Promise<string> {
  const file = passwordFileIn(home);
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

export async function initialise(
  cluster: string,
  home: string,
  launcher: Launcher,
  execute: Execute,
): Promise<void> {
  // Moved to its place when it is whole: an initdb that is cut short leaves nothing that looks like a cluster.
  const unfinished = `${cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = passwordFileIn(home);
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

/** Undefined when no server runs. */
export async function runningPort(cluster: string, execute: Execute): Promise<number | undefined> {
  const running = await execute('pg_ctl', ['status', '-D', cluster]).then(
    () => true,
    () => false,
  );
  if (!running) return undefined;
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(lines[3]);
}

/** Returns the port. */
export async function startServer(
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
