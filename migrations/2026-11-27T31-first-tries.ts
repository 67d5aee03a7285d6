import { type Kysely, sql } from 'kysely';

/** Since when a coach is tried that doesn't answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feedback add column first_tried_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feedback drop column first_tried_at`.execute(db);
}
