import { type Kysely, sql } from 'kysely';

/**
 * Every drop and post is written several times, each time to all indexes. What a channel has had is found by the unique index on its
 * slots as well; keys of posts are random, and are looked for together with the post.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index drops_workspace_id_channel_id_question_id_idx`.execute(db);
  await sql`alter table posts drop constraint posts_key_key`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table posts add unique (key)`.execute(db);
  await sql`create index on drops (workspace_id, channel_id, question_id)`.execute(db);
}
