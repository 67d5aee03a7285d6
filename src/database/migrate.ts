import type { Kysely } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/migrations.ts';

export const provider: MigrationProvider = { getMigrations: async () => ({ ...migrations }) };

/** Brings the schema up to date; safe to run from several processes at once. Returns the names of what it did. */
// biome-ignore lint/suspicious/noExplicitAny: migrations run on whatever schema they find
export async function migrate(db: Kysely<any>): Promise<string[]> {
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}

/** The names of the migrations that this database hasn't had yet. Changes nothing. */
// biome-ignore lint/suspicious/noExplicitAny: migrations run on whatever schema they find
export async function pendingMigrations(db: Kysely<any>): Promise<string[]> {
  const all = await new Migrator({ db, provider }).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}
