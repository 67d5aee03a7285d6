import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

export interface DataDir {
  readonly path: string;
  /** The process that serves the database in it now. */
  postgres(): number | undefined;
  /** True between the first file of a new database and the last. */
  isBeingMade(): boolean;
}

/** A folder for a program's data, closed to others; at the end of the test it goes, with a server that is still in it. */
export async function dataDir(): Promise<DataDir> {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-cli-'));
  const path = join(home, 'data');
  const pidFile = join(path, 'postgres', 'postmaster.pid');
  const postgres = () => {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : undefined;
    return pid !== undefined && isAlive(pid) ? pid : undefined;
  };
  onTestFinished(async () => {
    const pid = postgres();
    if (pid !== undefined) {
      process.kill(pid, 'SIGINT');
      await vi.waitUntil(() => !isAlive(pid), { timeout: 60_000 });
    }
    await rm(home, { recursive: true, force: true });
  });
  return {
    path,
    postgres,
    isBeingMade: () =>
      existsSync(path) &&
      readdirSync(path).some((name) => existsSync(join(path, name, 'PG_VERSION')) && name.includes('.new')),
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // In a container nobody may collect orphans: one that has ended is then left as a zombie.
  const status = `/proc/${pid}/stat`;
  return !(existsSync(status) && / Z /.test(readFileSync(status, 'utf8')));
}
