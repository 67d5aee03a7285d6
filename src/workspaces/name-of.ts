import { type RawBuilder, sql } from 'kysely';

/** For statements: what the member is called whom a column names, as in `reviews.mentor_id`. */
export function nameOf(column: string): RawBuilder<string> {
  const [table] = column.split('.');
  return sql`(select named.name from members as named
    where named.workspace_id = ${sql.ref(`${table}.workspace_id`)} and named.id = ${sql.ref(column)})`;
}
