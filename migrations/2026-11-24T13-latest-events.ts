import { type Kysely, sql } from 'kysely';

/** What was told last of a message or a reaction, for a day: events may come late, twice, and after newer ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table latest_events (
    workspace_id bigint not null references workspaces on delete cascade,
    channel_id text not null,
    message text not null,
    member_id text not null,
    emoji text not null,
    at timestamptz not null,
    is_there boolean not null,
    text text,
    primary key (workspace_id, channel_id, message, member_id, emoji)
  )`.execute(db);
  await sql`create index on latest_events (at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table latest_events`.execute(db);
}
