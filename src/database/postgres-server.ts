import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../base/errors.ts';
import type { Tools } from './postgres-tools.ts';

/** How long a server may take to recover from a crash. */
const patienceMs = 60_000;

export const logIn = (home: string) => join(home, 'postgres.log');

/** The port of the server that runs; undefined when none does. */
export async function runningPort(cluster: string, { execute }: Tools): Promise<number | undefined> {
  const running = await execute('pg_ctl', ['status', '-D', cluster]).then(
    () => true,
    () => false,
  );
  const lines = running ? await linesOfPidFile(cluster) : [];
  return running ? Number(lines[3]) : undefined;
}

/**
 * Starts a server and waits until it takes connections. Not by `pg_ctl start`, which has a shell read its arguments. It has a process
 * group of its own and outlives us.
 *
 * @throws UserError that names the log.
 */
export async function startServer(
  cluster: string,
  home: string,
  flags: readonly string[],
  { command }: Tools,
  port: number,
): Promise<void> {
  const log = await open(logIn(home), 'a');
  const own = ['-D', cluster, `--port=${port}`, '--unix_socket_directories=', '--listen_addresses=127.0.0.1'];
  const { program, args, identity } = command('postgres', [...own, ...flags]);
  const stdio = ['ignore', log.fd, log.fd] as const;
  const child = spawn(program, args, { ...identity, detached: true, windowsHide: true, stdio: [...stdio] });
  let isOver = false;
  const over = once(child, 'exit').then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  child.unref();
  await log.close();
  const deadline = performance.now() + patienceMs;
  while (!isOver && performance.now() < deadline) {
    const [pid, , , , , , , status] = await linesOfPidFile(cluster);
    if (Number(pid) === child.pid && status?.trim() === 'ready') return;
    await Promise.race([over, wait(20)]);
  }
  child.kill();
  throw new UserError(`The embedded PostgreSQL didn’t start. Look in ${logIn(home)} for the reason.`);
}

/** @see https://www.postgresql.org/docs/current/storage-file-layout.html: process, folder, start, port, …, status. */
async function linesOfPidFile(cluster: string): Promise<string[]> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n');
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}
