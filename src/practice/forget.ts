import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { deleteTheirs, type Forgotten } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/**
 * Their answers go with all that was said of them; what the bot posted beneath has nothing to show then, and is removed. So do the questions
 * that they practised alone. A question that they asked for in a channel stays, and no longer says by whom.
 */
export async function forgetPractice(tx: Tx, queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace: workspace_id, member, now } = who;
  // Whoever votes or reviews locks the answer first and its author afterwards, and so does this.
  const answers = await tx
    .selectFrom('answers')
    .select(['id', 'channel_id', 'message'])
    .where('workspace_id', '=', workspace_id)
    .where('member_id', '=', member)
    .orderBy('id')
    .forUpdate()
    .execute();
  const subjects = answers.map(({ id }) => ({ workspace_id, kind: 'feedback' as const, subject: id }));
  await refreshPosts(tx, queue, subjects, now);
  await leaveMarks(tx, who, answers);
  await deleteTheirs(tx, who, { answers: ['member_id'], sample_views: ['member_id'] });
  await tx
    .deleteFrom('drops')
    .where('workspace_id', '=', workspace_id)
    .where('requested_by', '=', member)
    .where('source', '=', 'private')
    .execute();
  const asked = await tx
    .updateTable('drops')
    .set({ requested_by: null })
    .where('workspace_id', '=', workspace_id)
    .where('requested_by', '=', member)
    .returning('id')
    .execute();
  const cards = asked.map(({ id }) => ({ workspace_id, kind: 'drop' as const, subject: id }));
  await refreshPosts(tx, queue, cards, now);
}

/** As if the messages were deleted that were their answers: what a platform tells once more doesn't bring one back. */
async function leaveMarks(
  tx: Tx,
  { workspace, now }: Forgotten,
  answers: readonly { readonly channel_id: string; readonly message: string | null }[],
): Promise<void> {
  const marks = answers.filter(({ message }) => message !== null);
  await sql`
    insert into latest_events as latest (workspace_id, channel_id, message, member_id, emoji, at, is_there)
    select ${workspace}::bigint, channel_id, message, '', '', ${now}::timestamptz, false
    from ${eachOf(marks)}, jsonb_to_record(item) as mark (channel_id text, message text)
    on conflict (workspace_id, channel_id, message, member_id, emoji) do update set is_there = false, at = excluded.at, text = null`.execute(
    tx,
  );
}
