import { type Kysely, sql } from 'kysely';

/** Files that hang on messages in the playground, named by the key of theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table web_files (
    workspace_id bigint not null references workspaces on delete cascade,
    key text not null,
    name text not null,
    media_type text not null,
    bytes bytea not null,
    primary key (workspace_id, key),
    foreign key (workspace_id, key) references web_messages (workspace_id, key) on delete cascade
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table web_files`.execute(db);
}
