import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { freePort } from '../free-port.ts';

const program = '/usr/sbin/pgbouncer';

/** It refuses to be root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** PgBouncer in transaction mode before a database. Returns the address; without the program the test fails. */
export async function startPgBouncer(databaseUrl: string): Promise<string> {
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  const own = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-pgbouncer-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
whetstone = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 5
`,
  );
  const child = spawn(program, [file], { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  });
  await untilUp(child);
  return `postgres://whetstone@127.0.0.1:${own}/whetstone`;
}

function untilUp(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('pgbouncer is not installed; on Debian: apt-get install pgbouncer', { cause })),
    );
    child.once('exit', () => reject(new Error(`pgbouncer ended: ${lines.slice(-5).join('\n')}`)));
    if (!child.stderr) return;
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line);
      if (line.includes('process up')) resolve();
    });
  });
}
