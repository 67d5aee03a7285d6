import { once } from 'node:events';
import { defineCommand } from 'citty';
import { parseConfig } from '../src/config.ts';
import { startWhetstone } from '../wiring.ts';
import { fail, say } from './fail.ts';

export const start = defineCommand({
  meta: { name: 'start', description: 'Start Whetstone with everything that the environment configures.' },
  async run() {
    try {
      const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      const whetstone = await startWhetstone(parseConfig(process.env));
      say(
        [
          '',
          'Whetstone is ready.',
          '',
          ...whetstone.summary.map((line) => `  ${line}`),
          '',
          'Ctrl-C stops it.',
        ].join('\n'),
      );
      await stop;
      say('Stopping …');
      await whetstone.stop();
    } catch (error) {
      fail(error);
    }
  },
});
