import { type Kysely, sql } from 'kysely';

/** An answer may need a mentor's eye for more reasons than one, and a coach may fail for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    'alter table answers add mentor_first text',
    `update answers set mentor_first = 'disagreement' where is_disputed`,
    'drop index answers_disputed',
    'alter table answers drop is_disputed',
    `create index answers_mentor_first on answers (workspace_id, created_at)
      where mentor_first is not null and state = 'standing' and reviewed_at is null and not is_private`,
    'alter table feedback drop constraint feedback_state_check',
    `alter table feedback add constraint feedback_state_check check (state in ('pending', 'given', 'failed'))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const statements = [
    'alter table feedback drop constraint feedback_state_check',
    `update feedback set state = 'pending' where state = 'failed'`,
    `alter table feedback add constraint feedback_state_check check (state in ('pending', 'given'))`,
    'alter table answers add is_disputed boolean not null default false',
    `update answers set is_disputed = true where mentor_first is not null`,
    'alter table answers drop mentor_first',
    `create index answers_disputed on answers (workspace_id, created_at)
      where is_disputed and state = 'standing' and reviewed_at is null and not is_private`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
