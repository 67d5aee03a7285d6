import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForReveals } from './wakes.ts';

interface Opening {
  readonly workspace_id: string;
  readonly drop_id: string;
  readonly message: string;
  readonly now: Date;
}

/**
 * Opens a drop whose message is in the chat: its delay begins. Once more, after a crash, only the message may be another: what was
 * sent first may have been deleted meanwhile. Returns the reveal that is due.
 */
export const openDrop = inBatches(async (db: Db, openings: readonly Opening[]) => {
  const { rows } = await sql<{ reveal_at: Date | null }>`
    with opening as (
      select workspace_id, drop_id, message, now, place
      from ${eachOf(openings)}, jsonb_to_record(item)
        as opening (workspace_id bigint, drop_id bigint, message text, now timestamptz)
    ), opened as (
      update drops set state = 'open', message = opening.message, opened_at = coalesce(opened_at, now),
        reveal_at = coalesce(reveal_at, now + make_interval(mins => drops.reveal_after_minutes))
      from opening
      where drops.workspace_id = opening.workspace_id and drops.id = opening.drop_id and drops.state in ('due', 'open')
      returning place, drops.reveal_at
    )
    select reveal_at from opening left join opened using (place) order by place`.execute(db);
  return rows.map(({ reveal_at }): Wake[] => (reveal_at ? [wakeForReveals(reveal_at)] : []));
});
