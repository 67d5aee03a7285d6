import { sql } from 'kysely';
import type { Db, Row } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import type { ClaimedPost } from '../registry/post-kind.ts';

/** A worker that holds a post longer than this is taken for dead. */
const claimFor = '2 minutes';

interface Claim extends Pick<Row<'posts'>, 'workspace_id' | 'id'> {
  readonly now: Date;
}

/**
 * Claims a post that is due and has something to be done for it. Undefined when it hasn't or another has claimed it. Locks in the
 * order of the keys, so that two workers with the same posts don't wait for each other.
 */
export const claimPost = inBatches(async (db: Db, claims: readonly Claim[]) => {
  const { rows } = await sql<ClaimedPost | { id: null }>`
    with asked as (
      select workspace_id, id, now, place
      from ${eachOf(claims)}, jsonb_to_record(item) as asked (workspace_id bigint, id bigint, now timestamptz)
    ), due as (
      select posts.workspace_id, posts.id, now, place from posts
      join (select distinct on (workspace_id, id) workspace_id, id, now, place from asked) as asked using (workspace_id, id)
      where due_at <= now and (state in ('pending', 'sending') or stale)
        and (claimed_until is null or claimed_until <= now)
      order by posts.workspace_id, posts.id for no key update of posts
    ), claimed as (
      update posts set state = case state when 'pending' then 'sending' else state end, attempts = attempts + 1,
        claimed_until = now + ${claimFor}::interval
      from due where posts.workspace_id = due.workspace_id and posts.id = due.id
      returning place, posts.workspace_id, posts.id, state, kind, subject, channel_id, thread, only_for, key, message, version,
        attempts, created_at
    )
    select claimed.workspace_id, claimed.id, state, kind, subject, channel_id, thread, only_for, key, message, version, attempts,
      claimed.created_at, platform
    from asked left join claimed using (place) left join workspaces on workspaces.id = claimed.workspace_id
    order by place`.execute(db);
  return rows.map((row) => (row.id === null ? undefined : row));
});
