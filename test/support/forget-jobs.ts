import { sql } from 'kysely';
import pRetry from 'p-retry';
import type { Db } from '../../src/database/database.ts';

/**
 * The queue in PostgreSQL loses all that it knows: jobs, schedulers, locks. A worker that is at work locks the same tables
 * in another order; when PostgreSQL ends this one for it, it is done again.
 */
export async function forgetJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
    from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`.execute(db);
  if (rows.length === 0) return;
  const truncate = sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))}`;
  await pRetry(() => truncate.execute(db), { minTimeout: 10, shouldRetry: ({ error }) => isDeadlock(error) });
}

function isDeadlock(error: Error): boolean {
  return 'code' in error && error.code === '40P01';
}
