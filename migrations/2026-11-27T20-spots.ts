import { type Kysely, sql } from 'kysely';

/** Private practice is told of where it was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers add column spot text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers drop column spot`.execute(db);
}
