import { sql } from 'kysely';
import type { Db, Row } from '../database/database.ts';
import { type Wake, wakes } from '../jobs.ts';

export interface Outcome {
  readonly state: 'sent' | 'removed';
  readonly message?: string;
}

interface Delivered {
  readonly version: number;
  readonly attempts: number;
  readonly due_at: Date;
  readonly stale: boolean;
  /** Of a drop that is open now. */
  readonly reveal_at: Date | null;
}

/**
 * Gives the claim of a post back that is in the chat as it was claimed, in one statement. When a drop's message is sent
 * for the first time, the drop is open and its delay begins. Returns what is to be done next: what changed while the
 * message was on its way, and the reveal.
 */
export async function recordDelivered(
  db: Db,
  post: Pick<Row<'posts'>, 'workspace_id' | 'id' | 'key' | 'version' | 'kind' | 'subject' | 'message'>,
  { state, message }: Outcome,
  now: Date,
): Promise<Wake[]> {
  const { workspace_id, id, key, version } = post;
  const isFirst = message !== undefined && post.message === null;
  const { rows } = await sql<Delivered>`
    with post as (
      update posts set state = ${state}, message = coalesce(${message ?? null}, message), stale = version <> ${version},
        attempts = 0, claimed_until = null, error = null, sent_at = coalesce(sent_at, ${now})
      where workspace_id = ${workspace_id} and id = ${id} and key = ${key}
      returning workspace_id, channel_id, kind, subject, message, version, attempts, due_at, stale
    ), channel as (
      update channels set problem = null from post
      where ${isFirst} and channels.workspace_id = post.workspace_id and channels.id = post.channel_id
        and channels.problem is not null
    ), opened as (
      update drops set state = 'open', message = post.message, opened_at = ${now},
        reveal_at = ${now}::timestamptz + drops.reveal_after_minutes * interval '1 minute'
      from post
      where ${isFirst} and post.kind = 'drop' and drops.workspace_id = post.workspace_id
        and drops.id = ${post.kind === 'drop' ? post.subject : null}::bigint and drops.state = 'due'
      returning drops.reveal_at
    )
    select version, attempts, due_at, stale, reveal_at from post left join opened on true`.execute(db);
  const [row] = rows;
  if (!row) return [];
  return [
    ...(row.stale ? [wakes.deliverPost({ ...row, workspace_id, id })] : []),
    ...(row.reveal_at ? [wakes.revealDrop(workspace_id, post.subject, row.reveal_at)] : []),
  ];
}
