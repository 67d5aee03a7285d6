import { type Kysely, sql } from 'kysely';

/**
 * What an answer or a vote changes in six standings is one row until somebody looks at them, so that who waits for an acknowledgement
 * doesn't wait for them too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table standing_changes (
    workspace_id bigint not null,
    id bigint generated always as identity,
    channel_id text not null,
    member_id text not null,
    day date not null,
    votes integer not null,
    answers integer not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references members on delete cascade
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into standings (workspace_id, scope, period, member_id, votes, answers)
    select workspace_id, scope, period, member_id, sum(votes), sum(answers) from standing_changes
    cross join unnest(array['', channel_id]) as scope
    cross join unnest(array[to_char(day, 'IYYY-"W"IW'), to_char(day, 'YYYY-MM'), 'all']) as period
    group by 1, 2, 3, 4
    on conflict (workspace_id, scope, period, member_id)
      do update set votes = standings.votes + excluded.votes, answers = standings.answers + excluded.answers`.execute(
    db,
  );
  await sql`drop table standing_changes`.execute(db);
}
