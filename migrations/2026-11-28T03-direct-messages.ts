import { type Kysely, sql } from 'kysely';

/** Which messages the bot sent to members alone: they are removed when their reader is forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table direct_messages (
    workspace_id bigint not null references workspaces on delete cascade,
    channel_id text not null,
    message text not null,
    member_id text,
    sent_at timestamptz not null,
    primary key (workspace_id, channel_id, message),
    foreign key (workspace_id, member_id) references members deferrable
  )`.execute(db);
  await sql`create index direct_messages_by_member on direct_messages (workspace_id, member_id)`.execute(db);
  await sql`create index direct_messages_to_remove on direct_messages (workspace_id, sent_at) where member_id is null`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table direct_messages`.execute(db);
}
