import { type RawBuilder, sql } from 'kysely';

/** For statements: what a drop asks. */
export const promptOf = (drop: string): RawBuilder<string> => sql`(
  select asked.content->>'prompt' from question_revisions as asked
  where asked.owner = ${sql.ref(`${drop}.question_owner`)} and asked.question_id = ${sql.ref(`${drop}.question_id`)}
    and asked.revision = ${sql.ref(`${drop}.question_revision`)})`;
