import { type Kysely, sql } from 'kysely';

/** When a member wants no private messages that they didn't ask for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table quiet_hours (
    workspace_id bigint not null references workspaces on delete cascade,
    member_id text not null,
    starts_at time not null,
    ends_at time not null,
    time_zone text not null,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references members deferrable,
    check (starts_at <> ends_at)
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table quiet_hours`.execute(db);
}
