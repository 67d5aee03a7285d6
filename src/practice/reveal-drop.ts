import { inTransaction } from '../database/in-transaction.ts';
import { refreshPosts, requestPost } from '../posts/request-post.ts';
import type { Services } from '../services.ts';

/** Posts the sample answer and tip into the thread when the delay is over. */
export async function revealDrop(services: Services, workspace: string, id: string): Promise<void> {
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    const drop = await tx
      .updateTable('drops')
      .set({ revealed_at: now })
      .where('workspace_id', '=', workspace)
      .where('id', '=', id)
      .where('reveal_at', '<=', now)
      .where('revealed_at', 'is', null)
      .returning(['channel_id', 'message'])
      .executeTakeFirst();
    if (!drop) return;
    const post = {
      workspace_id: workspace,
      kind: 'reveal',
      subject: id,
      channel_id: drop.channel_id,
    } as const;
    await requestPost(tx, queue, { ...post, thread: drop.message }, now);
    await refreshPosts(tx, queue, workspace, 'drop', id, now);
  });
}
