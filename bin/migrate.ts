import { defineCommand } from 'citty';
import { postgresBackend } from '../jobs/backend.ts';
import { parseConfig } from '../src/config.ts';
import { createDb, createPool } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { UserError } from '../src/errors.ts';
import { fail, say } from './fail.ts';

export const migrateCommand = defineCommand({
  meta: { name: 'migrate', description: 'Bring the database at DATABASE_URL up to date; start does so too.' },
  async run() {
    try {
      const { databaseUrl } = parseConfig(process.env);
      if (databaseUrl === undefined)
        throw new UserError('Set DATABASE_URL; the embedded database migrates at start.');
      const db = createDb(createPool(databaseUrl, () => undefined));
      try {
        const done = await migrate(db);
        say(done.length === 0 ? 'Up to date.' : `Done: ${done.join(', ')}`);
      } finally {
        await db.destroy();
      }
      await (await postgresBackend(databaseUrl)).close();
    } catch (error) {
      fail(error);
    }
  },
});
