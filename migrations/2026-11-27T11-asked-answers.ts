import { type Kysely, sql } from 'kysely';

/** Whether a message is an answer at all is asked first, and until that is decided it counts nowhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    'alter table answers drop constraint answers_state_check',
    `alter table answers add constraint answers_state_check check (state in ('standing', 'asked', 'withdrawn'))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `update answers set state = 'withdrawn' where state = 'asked'`,
    'alter table answers drop constraint answers_state_check',
    `alter table answers add constraint answers_state_check check (state in ('standing', 'withdrawn'))`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
