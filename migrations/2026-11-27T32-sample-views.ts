import { type Kysely, sql } from 'kysely';

/** When a member was first shown the sample answer to a drop: what they write afterwards gets no score. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table sample_views (
    workspace_id bigint not null,
    member_id text not null,
    drop_id bigint not null,
    seen_at timestamptz not null,
    primary key (workspace_id, member_id, drop_id),
    foreign key (workspace_id, member_id) references members on delete cascade,
    foreign key (workspace_id, drop_id) references drops on delete cascade
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table sample_views`.execute(db);
}
