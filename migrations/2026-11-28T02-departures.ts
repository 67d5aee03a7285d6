import { type Kysely, sql } from 'kysely';

/** Since when a member's account is deactivated, for whom nobody asked: they are forgotten if it stays so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table erasures add column left_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from erasures where left_at is not null and member_id is not null`.execute(db);
  await sql`alter table erasures drop column left_at`.execute(db);
}
