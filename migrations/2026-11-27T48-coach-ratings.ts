import { type Kysely, sql } from 'kysely';

/** Whether members found what the AI coach said of an answer helpful. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table coach_ratings (
    workspace_id bigint not null references workspaces on delete cascade,
    answer_id bigint not null,
    member_id text not null,
    is_helpful boolean not null,
    rated_at timestamptz not null,
    primary key (workspace_id, answer_id, member_id),
    foreign key (workspace_id, answer_id) references answers (workspace_id, id) on delete cascade,
    foreign key (workspace_id, member_id) references members deferrable
  )`.execute(db);
  await sql`create index coach_ratings_by_time on coach_ratings (workspace_id, rated_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table coach_ratings`.execute(db);
}
