import { type Kysely, sql } from 'kysely';

/** What was tried of the playground's welcome, where nothing else tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table web_steps (
    workspace_id bigint not null references workspaces on delete cascade,
    step text not null,
    primary key (workspace_id, step)
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table web_steps`.execute(db);
}
