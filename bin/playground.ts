import { defineCommand } from 'citty';
import { UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';
import { showProgress } from './progress.ts';

const usualWeeks = '8';
const mostWeeks = 26;

const seed = defineCommand({
  meta: {
    name: 'seed',
    description:
      'Fill an unused playground with some weeks of a team’s practice, to see what it will look like.',
  },
  args: {
    weeks: { type: 'string', default: usualWeeks, description: `How many weeks, up to ${mostWeeks}` },
  },
  async run({ args }) {
    const progress = showProgress();
    try {
      const weeks = Number(args.weeks);
      if (!Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks)
        throw new UserError(`--weeks takes a whole number from 1 to ${mostWeeks}.`);
      const config = parseConfig(process.env);
      const { createLog, useDatabase } = await import('../wiring/database.ts');
      const { seedHistory } = await import('../wiring/history/seed-history.ts');
      const answers = await useDatabase(config, (db) =>
        seedHistory(db, {
          weeks,
          log: createLog(config),
          onDay: (done, all) => progress.show('days', done, all),
        }),
      );
      progress.end();
      say(
        `Seeded ${weeks} weeks with ${answers} answers. Start Whetstone with the same DATA_DIR to look around.`,
      );
    } catch (error) {
      progress.end();
      fail(error);
    }
  },
});

export const playground = defineCommand({
  meta: { name: 'playground', description: 'The local playground.' },
  subCommands: { seed },
});
