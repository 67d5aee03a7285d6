import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { deleteTheirs, type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';
import { refreshScore } from './refresh-score.ts';

/** What they said of others' answers stays without their name, or goes with its score. Cards that show it are made afresh. */
export async function forgetReviews(tx: Tx, queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace: workspace_id, member, as, now } = who;
  const reviewed = await tx
    .selectFrom('answers')
    .select(['workspace_id', 'id'])
    .where('workspace_id', '=', workspace_id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('reviews')
          .select('reviews.id')
          .whereRef('reviews.workspace_id', '=', 'answers.workspace_id')
          .whereRef('reviews.answer_id', '=', 'answers.id')
          .where('mentor_id', '=', member),
      ),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  await deleteTheirs(tx, who, { review_claims: ['mentor_id'] });
  if (who.keepsReviews) {
    // An approval by reaction is known by its message and its mentor.
    await sql`update reviews set source_id = left(source_id, -length(${member}::text)) || ${as}
      where workspace_id = ${workspace_id} and mentor_id = ${member} and source = 'reaction'`.execute(tx);
    await standIn(tx, who, { reviews: ['mentor_id'] });
  } else {
    await deleteTheirs(tx, who, { reviews: ['mentor_id'] });
    for (const answer of reviewed) await refreshScore(tx, answer);
  }
  const cards = reviewed.map(({ id }) => ({ workspace_id, kind: 'feedback' as const, subject: id }));
  await refreshPosts(tx, queue, cards, now);
}
