import { sql } from 'kysely';
import type { Db, Row } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForPost } from './wakes.ts';

export interface Outcome {
  readonly state: 'sent' | 'removed';
  readonly message?: string;
}

interface Delivery extends Outcome {
  /** As it was claimed. */
  readonly post: Pick<Row<'posts'>, 'workspace_id' | 'id' | 'key' | 'version' | 'message'>;
  readonly now: Date;
}

interface Delivered {
  readonly workspace_id: string;
  readonly id: string;
  readonly version: number;
  readonly attempts: number;
  readonly due_at: Date;
  readonly stale: boolean;
  /** Its channel was taken for one in which nothing can be posted. */
  readonly hadProblem: boolean;
}

/**
 * Gives the claim of a post back that is in the chat as it was claimed, in one statement. Returns the wakes for what changed while the
 * message was on its way, and whether its channel proved better than was thought.
 */
export const recordDelivered = inBatches(async (db: Db, deliveries: readonly Delivery[]) => {
  const given = deliveries.map(({ post: { workspace_id, id, key, version, message }, ...outcome }) => {
    const isFirst = outcome.message !== undefined && message === null;
    return {
      workspace_id,
      id,
      key,
      version,
      ...outcome,
      is_first: isFirst,
    };
  });
  const { rows } = await sql<Delivered | { id: null }>`
    with delivery as (
      select workspace_id, id, key, version, state, message, now, is_first, place
      from ${eachOf(given)}, jsonb_to_record(item) as delivery (workspace_id bigint, id bigint, key uuid,
        version integer, state text, message text, now timestamptz, is_first boolean)
    ), post as (
      update posts set state = delivery.state, message = coalesce(delivery.message, posts.message),
        stale = posts.version <> delivery.version, attempts = 0, claimed_until = null, error = null,
        sent_at = coalesce(sent_at, now)
      from delivery
      where posts.workspace_id = delivery.workspace_id and posts.id = delivery.id and posts.key = delivery.key
      returning place, is_first, posts.workspace_id, posts.id, channel_id, posts.version,
        attempts, due_at, stale
    )
    select post.workspace_id, post.id, post.version, attempts, due_at, stale,
      post.is_first and channels.problem is not null as "hadProblem"
    from delivery left join post using (place)
    left join channels on channels.workspace_id = post.workspace_id and channels.id = post.channel_id
    order by place`.execute(db);
  return rows.map((row) => {
    const next: Wake[] = row.id !== null && row.stale ? [wakeForPost(row)] : [];
    return { next, isMended: row.id !== null && row.hadProblem };
  });
});
