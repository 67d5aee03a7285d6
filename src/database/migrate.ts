import { readdir } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';

const folder = new URL('../../migrations/', import.meta.url);

export const migrations: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
    const entries = files.map(
      async (file): Promise<[string, Migration]> => [
        file.replace(/\.ts$/, ''),
        await import(new URL(file, folder).href),
      ],
    );
    return Object.fromEntries(await Promise.all(entries));
  },
};

/** Brings the schema up to date; safe to run from several processes at once. Returns the names of what it did. */
// biome-ignore lint/suspicious/noExplicitAny: migrations run on whatever schema they find
export async function migrate(db: Kysely<any>): Promise<string[]> {
  const { error, results = [] } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}

/** The names of the migrations that this database hasn't had yet. Changes nothing. */
// biome-ignore lint/suspicious/noExplicitAny: migrations run on whatever schema they find
export async function pendingMigrations(db: Kysely<any>): Promise<string[]> {
  const all = await new Migrator({ db, provider: migrations }).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}
