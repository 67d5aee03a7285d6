import { type Kysely, sql } from 'kysely';

/** When the bot was removed from a workspace; null while it is there. And calls go with it that are no answer's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspaces add column ended_at timestamptz`.execute(db);
  await sql`create index workspaces_ended on workspaces (ended_at) where ended_at is not null`.execute(db);
  await sql`alter table coach_calls
    add constraint coach_calls_workspace foreign key (workspace_id) references workspaces on delete cascade`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table coach_calls drop constraint coach_calls_workspace`.execute(db);
  await sql`alter table workspaces drop column ended_at`.execute(db);
}
