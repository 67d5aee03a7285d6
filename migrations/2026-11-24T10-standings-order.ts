import { type Kysely, sql } from 'kysely';

/** The whole order of a leaderboard: its first ten are read without looking at those with as many votes and answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index standings_order on standings (workspace_id, scope, period, votes desc, answers desc, member_id)`.execute(
    db,
  );
  await sql`drop index standings_workspace_id_scope_period_votes_answers_idx`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index on standings (workspace_id, scope, period, votes desc, answers desc)`.execute(db);
  await sql`drop index standings_order`.execute(db);
}
