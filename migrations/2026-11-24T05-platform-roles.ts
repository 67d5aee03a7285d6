import { type Kysely, sql } from 'kysely';

/** A schedule may ping one of the platform's roles; a member is looked up without knowing the workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table schedules add ping_role text`.execute(db);
  await sql`create index members_id_index on members (id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index members_id_index`.execute(db);
  await sql`alter table schedules drop ping_role`.execute(db);
}
