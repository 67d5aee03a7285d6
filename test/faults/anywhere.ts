import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';

/** The tables of the whole database, the queue’s among them, that have a row in which a pattern of PostgreSQL’s is found: as of one moment. */
export function anywhere(db: Db, pattern: string): Promise<string[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows } = await sql<{ schema: string; table: string }>`
        select schemaname as schema, tablename as table from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by tablename`.execute(tx);
      const found: string[] = [];
      for (const { schema, table } of rows) {
        const hits = await sql`
          select from ${sql.table(`${schema}.${table}`)} as row where row::text ~* ${pattern} limit 1`.execute(
          tx,
        );
        if (hits.rows.length > 0) found.push(table);
      }
      return found;
    });
}
