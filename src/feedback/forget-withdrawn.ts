import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** What one sweep forgets at the most; the next takes the rest. */
const most = 500;

/**
 * Forgets what the answers said that were taken back a day ago, what the coach quoted from them, and what was said afterwards. Of all
 * workspaces at once: each row is found by its answer's.
 */
export async function forgetWithdrawn(db: Db, now: Date): Promise<void> {
  await sql`
    with due as (
      select workspace_id, id from answers where forget_at <= ${now}
      order by forget_at limit ${most} for no key update skip locked
    ), gone as (
      update answers set forget_at = null from due
      where answers.workspace_id = due.workspace_id and answers.id = due.id and answers.state = 'withdrawn'
      returning answers.workspace_id, answers.id
    ), texts as (
      update answer_revisions as revision set text = '' from gone
      where revision.workspace_id = gone.workspace_id and revision.answer_id = gone.id
    ), turns as (
      delete from conversation_turns as turn using gone
      where turn.workspace_id = gone.workspace_id and turn.answer_id = gone.id
    )
    delete from feedback using gone
    where feedback.workspace_id = gone.workspace_id and feedback.answer_id = gone.id`.execute(db);
}
