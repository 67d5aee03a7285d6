import { type Kysely, sql } from 'kysely';

/** Standings by season, a quarter of a year; members who are on no board; and which season's end was last seen to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A quarter is the sum of its months, so that what isn't settled yet is added to both alike.
  await sql`
    insert into standings (workspace_id, scope, period, member_id, votes, answers)
    select workspace_id, scope, to_char(to_date(period, 'YYYY-MM'), 'YYYY-"Q"Q'), member_id, sum(votes), sum(answers)
    from standings where period ~ '^[0-9]{4}-[0-9]{2}$'
    group by 1, 2, 3, 4`.execute(db);
  await sql`alter table members add column is_hidden boolean not null default false`.execute(db);
  await sql`create index members_hidden on members (workspace_id, id) where is_hidden`.execute(db);
  await sql`alter table workspaces add column ended_season text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table workspaces drop column ended_season`.execute(db);
  await sql`alter table members drop column is_hidden`.execute(db);
  await sql`delete from standings where period ~ '^[0-9]{4}-Q[1-4]$'`.execute(db);
}
