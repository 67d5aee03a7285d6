import { defineCommand } from 'citty';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';

export const migrateCommand = defineCommand({
  meta: {
    name: 'migrate',
    description: 'Bring the database at DATABASE_URL up to date. Starting Whetstone also does this.',
  },
  async run() {
    try {
      const { migrateDatabase } = await import('../wiring/database.ts');
      const done = await migrateDatabase(parseConfig(process.env));
      say(done.length === 0 ? 'Up to date.' : `Done: ${done.join(', ')}`);
    } catch (error) {
      fail(error);
    }
  },
});
