import { type Kysely, sql } from 'kysely';

/** When the text of an answer that was taken back goes for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers add column forget_at timestamptz`.execute(db);
  await sql`update answers set forget_at = now() + interval '1 day' where state = 'withdrawn'`.execute(db);
  await sql`create index answers_to_forget on answers (forget_at) where forget_at is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers drop column forget_at`.execute(db);
}
