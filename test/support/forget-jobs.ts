import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';

/** The queue in PostgreSQL loses all that it knows: jobs, schedulers, locks. */
export async function forgetJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
    from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`.execute(db);
  if (rows.length > 0) await sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(db);
}
