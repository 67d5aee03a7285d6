import { type RawBuilder, sql } from 'kysely';
import type { NewRow, Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import type { PostKind } from '../registry/post-kind.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForPost } from './wakes.ts';

interface PostRequest
  extends Pick<NewRow<'posts'>, 'workspace_id' | 'subject' | 'channel_id' | 'thread' | 'only_for'> {
  readonly kind: PostKind;
}

/** What `deliver-posts` wakes are made from. */
const awaited = ['workspace_id', 'id', 'version', 'attempts', 'due_at'] as const;

/**
 * Records that messages are to be in the chat, each showing its subject as it now stands: a new one is sent, one that
 * was sent is edited, one that was removed or failed is sent afresh under a new key.
 */
export async function requestPosts(
  tx: Tx,
  queue: Wake[],
  requests: readonly PostRequest[],
  now: Date,
): Promise<void> {
  if (requests.length === 0) return;
  const posts = await tx
    .insertInto('posts')
    .columns([
      'workspace_id',
      'kind',
      'subject',
      'channel_id',
      'thread',
      'only_for',
      'state',
      'due_at',
      'created_at',
    ])
    .expression(
      sql`select workspace_id, kind, subject, channel_id, thread, only_for, 'pending', ${now}::timestamptz, ${now}::timestamptz
        from ${eachOf(requests)}, jsonb_to_record(item)
          as request (workspace_id bigint, kind text, subject text, channel_id text, thread text, only_for text)
        order by workspace_id, kind, subject`,
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'subject']).doUpdateSet((eb) => ({
        version: eb('posts.version', '+', 1),
        stale: sql<boolean>`posts.state in ('sent', 'sending') or posts.state = 'removed' and posts.stale`,
        state: afresh<Row<'posts'>['state']>(sql`'pending'`, sql`posts.state`),
        key: afresh<string>(sql`gen_random_uuid()`, sql`posts.key`),
        message: afresh<string | null>(sql`null`, sql`posts.message`),
        attempts: afresh<number>(sql`0`, sql`posts.attempts`),
        error: null,
        due_at: now,
      })),
    )
    .returning(awaited)
    .execute();
  queue.push(...posts.map(wakeForPost));
}

/** The first where the post is to be sent again, the second where it is on its way, in the chat or being removed. */
function afresh<T>(again: RawBuilder<unknown>, kept: RawBuilder<unknown>) {
  return sql<T>`case when posts.state = 'failed' or posts.state = 'removed' and not posts.stale then ${again} else ${kept} end`;
}

/**
 * Marks the messages that show a subject, so that they are edited (or removed, when there is nothing to show). One that is still to be sent
 * is locked as well: whoever claims it waits, and then sees what changed.
 */
export async function refreshPosts(
  tx: Tx,
  queue: Wake[],
  subjects: readonly Pick<PostRequest, 'workspace_id' | 'kind' | 'subject'>[],
  now: Date,
  /** A message for one member alone can't be edited, only said again: worth it for a review, not for a vote. */
  sayAgain = false,
): Promise<void> {
  let marked = tx
    .updateTable('posts')
    .from(
      sql`${eachOf(subjects)}, jsonb_to_record(item)`.as<'changed'>(
        sql`changed (workspace_id bigint, kind text, subject text)`,
      ),
    )
    .set((eb) => ({
      stale: sql<boolean>`state <> 'pending'`,
      version: eb('version', '+', 1),
      // One on its way may have been sent by a process that died: the next attempt is a retry, and looks for it.
      attempts: sql<number>`case state when 'sent' then 0 else attempts end`,
      due_at: sql<Date>`case state when 'pending' then due_at else ${now} end`,
    }))
    .where(
      sql<boolean>`(posts.workspace_id, posts.kind, posts.subject) = (changed.workspace_id, changed.kind, changed.subject)`,
    )
    .where('state', 'in', ['pending', 'sending', 'sent']);
  if (!sayAgain) marked = marked.where('only_for', 'is', null);
  const posts = await marked
    .returning(([...awaited, 'stale'] as const).map((column) => `posts.${column}` as const))
    .execute();
  queue.push(...posts.filter(({ stale }) => stale).map(wakeForPost));
}
