import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table slack_installations (
      workspace_id bigint primary key references workspaces on delete cascade,
      team_id text not null unique,
      team_name text not null,
      url text,
      bot_id text not null,
      bot_user_id text not null,
      sealed_token text not null,
      scopes text[] not null,
      installed_by text not null,
      installed_at timestamptz not null
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table slack_installations`.execute(db);
}
