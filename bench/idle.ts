import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../test/support/free-port.ts';
import type { Measurement } from './harness/measurement.ts';
import { processesOf, usageOf } from './harness/processes.ts';
import { startWhetstone } from './harness/program.ts';

/** `npm start` with its own PostgreSQL and the playground, while nobody says anything. */
export const idle: Measurement = {
  id: 'g',
  title: 'what an idle process needs, its PostgreSQL included',
  onBothBackends: false,
  missing: () =>
    process.platform === 'linux' ? undefined : 'what processes use is read from /proc on Linux',
  async prepare({ sizes: { idleSeconds } }) {
    const home = await mkdtemp(join(tmpdir(), 'whetstone-idle-'));
    const whetstone = await startWhetstone({ DATA_DIR: home, PORT: String(await freePort()) });
    // What a start leaves to be done behind it isn't idleness.
    await wait(Math.min(30, idleSeconds) * 1000);
    const look = async () => usageOf(await processesOf(whetstone.pid, home));
    return {
      async round() {
        const before = await look();
        const startedAt = performance.now();
        await wait(idleSeconds * 1000);
        const after = await look();
        const seconds = (performance.now() - startedAt) / 1000;
        const share = (100 * (after.cpuSeconds - before.cpuSeconds)) / seconds;
        const wakeUps = Math.max(0, after.wakeUps - before.wakeUps) / seconds;
        const ours = { goal: null, baseline: null };
        return [
          { ...ours, what: 'idle, processor', unit: '% of a core', goal: { atMost: 0.5 }, whetstone: share },
          { ...ours, what: 'idle, wake-ups', unit: 'wake-ups/s', whetstone: wakeUps },
          { ...ours, what: 'idle, memory', unit: 'MiB', whetstone: after.memoryMiB },
        ];
      },
      async stop() {
        await whetstone.stop();
        await rm(home, { recursive: true, force: true });
      },
    };
  },
};
