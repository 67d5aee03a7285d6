import { type Kysely, sql } from 'kysely';

/** What questions are about: a closed list for each track, and a question's first tag. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tracks add column topics jsonb not null default '[]'`.execute(db);
  await sql`alter table tracks alter column topics drop default`.execute(db);
  await sql`alter table questions add column topic text`.execute(db);
  await sql`update questions set topic = content -> 'tags' ->> 0 from question_revisions as current
    where current.owner = questions.owner and question_id = id and current.revision = questions.revision`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table questions drop column topic`.execute(db);
  await sql`alter table tracks drop column topics`.execute(db);
}
