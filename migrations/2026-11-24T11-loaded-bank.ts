import { type Kysely, sql } from 'kysely';

/** Which files of questions were loaded last, so that a start needn't read them again. One row, or none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table loaded_bank (
    is_only boolean primary key default true check (is_only),
    digest text not null,
    summary text not null
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table loaded_bank`.execute(db);
}
