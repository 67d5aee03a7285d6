import { type Kysely, sql } from 'kysely';

/** Whoever wrote what can't be an answer is told once, in private. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table posts drop constraint posts_kind_check`.execute(db);
  await sql`alter table posts add check
    (kind in ('drop', 'feedback', 'is-it-an-answer', 'nudge', 'reveal', 'leaderboard', 'suggestion'))`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from posts where kind = 'nudge'`.execute(db);
  await sql`alter table posts drop constraint posts_kind_check`.execute(db);
  await sql`alter table posts add check
    (kind in ('drop', 'feedback', 'is-it-an-answer', 'reveal', 'leaderboard', 'suggestion'))`.execute(db);
}
