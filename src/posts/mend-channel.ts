import { sql } from 'kysely';
import { minutesLater } from '../base/time.ts';
import type { ChannelPlace } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { wakeForPost } from './wakes.ts';

/** Older feedback nobody waits for any more. */
const daysBack = 7;

/**
 * A channel takes messages again: the feedback that it kept is posted, and what was wrong there is forgotten. In this order, so that
 * whoever finds it mended after a crash does the rest.
 */
export async function mendChannel(services: Services, place: ChannelPlace): Promise<void> {
  const { db } = services;
  const { workspace, channel } = place;
  const troubled = await db
    .selectFrom('channels')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('id', '=', channel)
    .where('problem', 'is not', null)
    .executeTakeFirst();
  if (!troubled) return;
  await resumePosts(services, place);
  await db
    .updateTable('channels')
    .set({ problem: null })
    .where('workspace_id', '=', workspace)
    .where('id', '=', channel)
    .execute();
}

/** The feedback that a channel refused is posted when it takes messages again; a question that it refused was taken back. */
async function resumePosts({ db, now, wake }: Services, { workspace, channel }: ChannelPlace): Promise<void> {
  const isNew = sql<boolean>`message is null`;
  const posts = await db
    .updateTable('posts')
    .set((eb) => ({
      state: sql`case when ${isNew} then 'pending' else 'sent' end`,
      stale: sql<boolean>`not ${isNew}`,
      key: sql<string>`case when ${isNew} then gen_random_uuid() else key end`,
      version: eb('version', '+', 1),
      attempts: 0,
      error: null,
      due_at: now(),
    }))
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('kind', '=', 'feedback')
    .where('state', '=', 'failed')
    .where('only_for', 'is', null)
    .where('created_at', '>', minutesLater(now(), -daysBack * 1440))
    .returning(['workspace_id', 'id', 'version', 'attempts', 'due_at'])
    .execute();
  if (posts.length > 0) await wake(posts.map(wakeForPost));
}
