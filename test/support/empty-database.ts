import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { asAdmin, createDatabase, databaseUrl } from './database.ts';
import { templates } from './templates.ts';

/** The address of a new database with nothing in it; at the end of the test it goes, with connections that are left. */
export const emptyDatabase = () => copyOf('template1');

/** The same, as it is once a Whetstone has started on it, which then starts in a third of the time. */
export const usedDatabase = () => copyOf(templates.shipped);

async function copyOf(template: string): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await createDatabase(name, template);
  onTestFinished(() => asAdmin(`drop database ${name} with (force)`));
  return databaseUrl(name);
}
