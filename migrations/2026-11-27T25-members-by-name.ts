import { type Kysely, sql } from 'kysely';

/** Whom a command means is found by how the name begins, however many members a workspace has. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index members_by_name on members (workspace_id, (lower(name) collate "C"))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index members_by_name`.execute(db);
}
