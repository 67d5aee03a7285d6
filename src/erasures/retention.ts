import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** How many answers of a workspace one sweep erases at the most; the next takes more. */
const most = 500;

/**
 * Erases what is older than a workspace keeps: answers with all that hangs on them, interviews, recalls and suggestions that came to nothing.
 * Ids grow with time, so the oldest answers are the first. Standings are totals of their own, and stay.
 */
export async function forgetOld(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; before: Date }>`
    select id, ${now}::timestamptz - make_interval(months => (settings ->> 'keepMonths')::int) as before
    from workspaces where settings ->> 'keepMonths' is not null`.execute(db);
  for (const { id, before } of rows) {
    await sql`delete from answers where workspace_id = ${id} and created_at < ${before} and id = any (array(
      select id from answers where workspace_id = ${id} order by id limit ${most}))`.execute(db);
    await sql`delete from mocks where workspace_id = ${id} and state = 'done' and finished_at < ${before}`.execute(
      db,
    );
    await sql`delete from peer_mocks where workspace_id = ${id} and state in ('done', 'off') and invited_at < ${before}`.execute(
      db,
    );
    await sql`delete from recalls where workspace_id = ${id} and asked_at < ${before}`.execute(db);
    await sql`delete from suggestions where workspace_id = ${id} and state in ('declined', 'withdrawn') and created_at < ${before}`.execute(
      db,
    );
    await sql`update preparations set description = null where workspace_id = ${id} and state <> 'pending'
      and description is not null and asked_at < ${before}`.execute(db);
  }
}
