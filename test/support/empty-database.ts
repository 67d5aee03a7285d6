import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { asAdmin, databaseUrl } from './database.ts';

/** The address of a new database with nothing in it; at the end of the test it goes, with connections that are left. */
export async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name}`);
  onTestFinished(() => asAdmin(`drop database ${name} with (force)`));
  return databaseUrl(name);
}
