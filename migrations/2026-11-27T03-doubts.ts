import { type Kysely, sql } from 'kysely';

/** Authors say what is an answer and what they didn't say; a coach says "not sure", and quotes what it asks about. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    'alter table answers add is_meant boolean not null default false',
    `alter table answers add denied jsonb not null default '[]'`,
    'update answers set is_meant = is_private',
    'alter table posts drop constraint posts_kind_check',
    `alter table posts add check
      (kind in ('drop', 'feedback', 'is-it-an-answer', 'reveal', 'leaderboard', 'suggestion'))`,
    `update feedback set assessment = assessment - 'partly' || jsonb_build_object(
        'unsure', coalesce(assessment -> 'partly', '[]'),
        'maybes', '[]'::jsonb,
        'misconceptions', (select coalesce(jsonb_agg(jsonb_build_object('text', text, 'quote', '', 'hint', '', 'cost', 0)), '[]')
          from jsonb_array_elements_text(assessment -> 'misconceptions') as text))
      where assessment is not null`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `update feedback set assessment = assessment - 'unsure' - 'maybes' - 'band' - 'unscored' || jsonb_build_object(
        'partly', assessment -> 'unsure',
        'misconceptions', (select coalesce(jsonb_agg(doubt -> 'text'), '[]')
          from jsonb_array_elements(assessment -> 'misconceptions') as doubt))
      where assessment is not null`,
    `delete from posts where kind = 'is-it-an-answer'`,
    'alter table posts drop constraint posts_kind_check',
    `alter table posts add check (kind in ('drop', 'feedback', 'reveal', 'leaderboard', 'suggestion'))`,
    'alter table answers drop is_meant, drop denied',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
