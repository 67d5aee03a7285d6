import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { deleteTheirs, type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/**
 * What others noted of them goes. What they noted of others is a review: it stays without their name, or goes. An interview that is under
 * way or that they were invited to is off, and the other is told.
 */
export async function forgetPeerMocks(tx: Tx, queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace: workspace_id, member, as, now } = who;
  const off = await tx
    .updateTable('peer_mocks')
    .set({ state: 'off', turn_ends_at: null })
    .where('workspace_id', '=', workspace_id)
    .where('state', 'in', ['invited', 'first', 'second'])
    .where((eb) => eb.or([eb('first_id', '=', member), eb('second_id', '=', member)]))
    .returning(['id', 'channel_id', 'first_id', 'second_id'])
    .execute();
  await deleteTheirs(tx, who, { peer_questions: ['candidate_id'] });
  if (!who.keepsReviews)
    await sql`update peer_questions set comment = '' from peer_mocks
      where peer_questions.workspace_id = ${workspace_id} and peer_mocks.workspace_id = ${workspace_id}
        and peer_mock_id = peer_mocks.id and ${member} in (first_id, second_id)`.execute(tx);
  await standIn(tx, who, { peer_mocks: ['first_id', 'second_id'] });
  const posts = off.map(({ id, channel_id, first_id, second_id }) => {
    const only_for = first_id === member ? second_id : first_id;
    return { workspace_id, kind: 'peer-off', subject: `${id} ${as}`, channel_id, only_for } as const;
  });
  await requestPosts(tx, queue, posts, now);
}
