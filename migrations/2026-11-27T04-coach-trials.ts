import { type Kysely, sql } from 'kysely';

/** What the latest trial of each model found; no answers, and nothing of a workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table coach_trials (
    server text not null,
    model text not null,
    tried_at timestamptz not null,
    figures jsonb not null,
    primary key (server, model)
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table coach_trials`.execute(db);
}
