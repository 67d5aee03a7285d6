import type { Row, Tx } from '../database/database.ts';
import { type Wake, wakes } from '../jobs.ts';
import { minutesLater } from '../time.ts';

/** A message has just been sent for the first time: if it is a drop's, the drop is open now and its delay begins. */
export async function recordPosted(tx: Tx, post: Row<'posts'>, now: Date): Promise<Wake | undefined> {
  await tx
    .updateTable('channels')
    .set({ problem: null })
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.channel_id)
    .where('problem', 'is not', null)
    .execute();
  if (post.kind !== 'drop') return undefined;
  const drop = await tx
    .selectFrom('drops')
    .select('reveal_after_minutes')
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.subject)
    .executeTakeFirstOrThrow();
  const revealAt = minutesLater(now, drop.reveal_after_minutes);
  const opened = await tx
    .updateTable('drops')
    .set({ state: 'open', message: post.message, opened_at: now, reveal_at: revealAt })
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.subject)
    .where('state', '=', 'due')
    .executeTakeFirst();
  return opened.numUpdatedRows === 0n
    ? undefined
    : wakes.revealDrop(post.workspace_id, post.subject, revealAt);
}
