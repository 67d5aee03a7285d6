import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/**
 * The consecutive days, up to `today`, on which the workspace had a scheduled question and the member answered
 * something. Days without a question neither count nor break it, and today doesn't break it yet.
 */
export async function streakOf(db: Db, workspace: string, member: string, today: string): Promise<number> {
  const { rows } = await sql<{ streak: number }>`
    with practice_days as (
      select distinct slot::date as day from drops
      where workspace_id = ${workspace} and state = 'open' and slot < ${today}::date + 1
    ), kept as (
      select day, exists (
        select from answers
        where answers.workspace_id = ${workspace} and member_id = ${member}
          and answers.day = practice_days.day and state = 'standing'
      ) as answered
      from practice_days
    )
    select count(*)::integer as streak from kept
    where answered and day > coalesce(
      (select max(day) from kept where not answered and day < ${today}::date), '-infinity')
  `.execute(db);
  return rows[0]?.streak ?? 0;
}
