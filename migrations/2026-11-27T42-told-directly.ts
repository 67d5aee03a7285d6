import { type Kysely, sql } from 'kysely';

/** What a member was told last, to find out which of their workspaces a conversation outside any is about. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index posts_only_for on posts (workspace_id, only_for, sent_at) where only_for is not null`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index posts_only_for`.execute(db);
}
