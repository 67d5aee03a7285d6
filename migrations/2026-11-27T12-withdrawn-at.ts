import { type Kysely, sql } from 'kysely';

/** What somebody wrote before they took their answer back was conversation then, and stays so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers add column withdrawn_at timestamptz`.execute(db);
  await sql`update answers set withdrawn_at = now() where state = 'withdrawn'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers drop column withdrawn_at`.execute(db);
}
