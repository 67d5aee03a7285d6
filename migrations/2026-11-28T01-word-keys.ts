import { type Kysely, sql } from 'kysely';

/** With which keys members' words may be encrypted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table word_keys (digest text primary key, used_since timestamptz not null)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table word_keys`.execute(db);
}
