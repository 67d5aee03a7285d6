import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../test/support/free-port.ts';
import { startChat } from './harness/chat.ts';
import { inTurns } from './harness/contest.ts';
import type { Measurement } from './harness/measurement.ts';
import { type Program, startBare, startWhetstone } from './harness/program.ts';

const settleMs = 1000;

/** How long a process takes to be ready, and what it then holds. */
export const footprint: Measurement = {
  id: 'e',
  title: 'start time and memory',
  onBothBackends: true,
  async prepare({ site, redis }) {
    const chat = await startChat();
    const variables = {
      ...chat.variables,
      ...(redis && { REDIS_URL: redis.url }),
      DATABASE_URL: await site.database(),
      DISCORD_TOKEN: 'bench',
      // Without the gateway, which needs another party to be ready.
      PROCESS_ROLES: 'web,worker',
    };
    const whetstone = async () => startWhetstone({ ...variables, PORT: String(await freePort()) });
    const baseline = () => startBare('bare-process');
    // The first start migrates, and both fill the cache of compiled code.
    for (const start of [whetstone, baseline]) await (await start()).stop();
    return {
      async round(number) {
        const found = await inTurns(number, {
          whetstone: async () => weigh(await whetstone()),
          baseline: async () => weigh(await baseline()),
        });
        const of = (which: 'startMs' | 'memoryMiB') => ({
          whetstone: found.whetstone[which],
          baseline: found.baseline[which],
          goal: { atMost: 1.2 },
        });
        return [
          { what: 'start time', unit: 'ms', ...of('startMs') },
          { what: 'memory', unit: 'MiB', ...of('memoryMiB') },
        ];
      },
      stop: () => chat.stop(),
    };
  },
};

async function weigh(program: Program): Promise<{ startMs: number; memoryMiB: number }> {
  await wait(settleMs);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(program.pid)]);
  await program.stop();
  return { startMs: program.startMs, memoryMiB: Number(stdout) / 1024 };
}
