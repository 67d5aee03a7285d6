import { type Kysely, sql } from 'kysely';

/** Schedules whose questions may be chosen by what members miss, and the topic for which one was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table schedules add column is_adaptive boolean not null default false`.execute(db);
  await sql`alter table drops add column weak_topic text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table drops drop column weak_topic`.execute(db);
  await sql`alter table schedules drop column is_adaptive`.execute(db);
}
