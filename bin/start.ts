import { once } from 'node:events';
import { defineCommand } from 'citty';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';
import { stopSignal } from './stop-signal.ts';

const lingerMs = 200;

export const start = defineCommand({
  meta: { name: 'start', description: 'Start Whetstone with everything configured in the environment.' },
  async run() {
    const signal = stopSignal();
    try {
      const { startWhetstone } = await import('../wiring.ts');
      const whetstone = await startWhetstone(parseConfig(process.env), { signal });
      say(ready(whetstone.summary));
      if (!signal.aborted) await once(signal, 'abort');
      say('Stopping …');
      await whetstone.stop();
      // All is given back; but a BullMQ worker that is cut off from its queue keeps timers.
      setTimeout(() => process.exit(), lingerMs).unref();
    } catch (error) {
      // Stopped while it was starting; what had been started is stopped already.
      if (signal.aborted && error === signal.reason) return;
      fail(error);
    }
  },
});

function ready(summary: readonly string[]): string {
  return ['', 'Whetstone is ready.', '', ...summary.map((line) => `  ${line}`), '', 'Ctrl-C stops it.'].join(
    '\n',
  );
}
