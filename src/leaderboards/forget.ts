import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/** Votes stay, and so does everybody's place: boards that are in the chat name a former member in theirs. */
export async function forgetVotes(tx: Tx, queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace: workspace_id, now } = who;
  await standIn(tx, who, {
    votes: ['voter_id'],
    standings: ['member_id'],
    standing_changes: ['member_id'],
  });
  const boards = await tx
    .selectFrom('posts')
    .select(['kind', 'subject'])
    .where('workspace_id', '=', workspace_id)
    .where('kind', 'in', ['leaderboard', 'podium'])
    .where(
      sql<boolean>`exists (select from standings where standings.workspace_id = posts.workspace_id
        and scope = posts.channel_id and standings.member_id = ${who.as})`,
    )
    .execute();
  const shown = boards.map(({ kind, subject }) => ({
    workspace_id,
    kind: kind as 'leaderboard' | 'podium',
    subject,
  }));
  await refreshPosts(tx, queue, shown, now);
}
