import { type Kysely, sql } from 'kysely';

const kinds = `'drop', 'feedback', 'is-it-an-answer', 'nudge', 'reveal', 'leaderboard', 'suggestion'`;

/** Which kinds of posts there are the features say. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table posts drop constraint posts_kind_check`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`delete from posts where kind not in (${kinds})`).execute(db);
  await sql.raw(`alter table posts add check (kind in (${kinds}))`).execute(db);
}
