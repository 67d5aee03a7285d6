import { type Kysely, sql } from 'kysely';

const statements = [
  // What those with a role did, without anybody's words. Nobody when the operator did it; `about` is whatever `deed` needs.
  `create table audit_entries (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    at timestamptz not null,
    member_id text,
    deed text not null,
    about jsonb not null,
    primary key (workspace_id, id)
  )`,
  'create index audit_entries_by_age on audit_entries (at)',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table audit_entries`.execute(db);
}
