import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterIn } from '../../src/database/postgres-cluster.ts';

/** The unit of times in /proc: hundredths of a second on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

interface Usage {
  readonly cpuSeconds: number;
  /** How often a thread had waited for something and went on. */
  readonly wakeUps: number;
  /** Memory that processes share counts once. */
  readonly memoryMiB: number;
}

/** Whetstone's process, and those of the PostgreSQL whose data is in a folder. */
export async function processesOf(pid: number, home: string): Promise<number[]> {
  const [postmaster] = (await readFile(join(clusterIn(home), 'postmaster.pid'), 'utf8')).split('\n');
  const tasks = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  return [pid, Number(postmaster), ...tasks.trim().split(' ').map(Number)];
}

/** What processes, and those of their children that have ended, have used since they began. */
export async function usageOf(pids: readonly number[]): Promise<Usage> {
  const all = await Promise.all(pids.map(usageOfOne));
  const sum = (which: keyof Usage) => all.reduce((total, one) => total + one[which], 0);
  return { cpuSeconds: sum('cpuSeconds'), wakeUps: sum('wakeUps'), memoryMiB: sum('memoryMiB') };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function usageOfOne(pid: number): Promise<Usage> {
  try {
    const [stat, rollup, threads] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
      readdir(`/proc/${pid}/task`),
    ]);
    // Behind the name, which may have spaces: the state is field 3, and the times are 14 to 17.
    const times = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    const statuses = await Promise.all(
      threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/status`, 'utf8')),
    );
    return {
      cpuSeconds: times.reduce((total, ticks) => total + ticks, 0) / ticksPerSecond,
      wakeUps: statuses.reduce((total, status) => total + numberIn(status, 'voluntary_ctxt_switches'), 0),
      memoryMiB: numberIn(rollup, 'Pss') / 1024,
    };
  } catch (error) {
    // A worker of PostgreSQL's that has ended meanwhile; its parent has its times.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return { cpuSeconds: 0, wakeUps: 0, memoryMiB: 0 };
    throw error;
  }
}

const numberIn = (text: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
