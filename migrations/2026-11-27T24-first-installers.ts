import { type Kysely, sql } from 'kysely';

/** Who installed Whetstone first, which a removal doesn't forget: whoever installs it again doesn't become an admin by that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table slack_first_installers (
    workspace_id bigint primary key references workspaces on delete cascade,
    member_id text not null
  )`.execute(db);
  await sql`insert into slack_first_installers select workspace_id, installed_by from slack_installations`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table slack_first_installers`.execute(db);
}
