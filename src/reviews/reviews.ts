import { record } from '../audit/record.ts';
import type { Db, NewRow, Tx } from '../database/database.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import type { Answer } from '../practice/answers.ts';
import type { Wake } from '../services/wake.ts';
import { refreshScore } from './refresh-score.ts';

type NewReview = Pick<NewRow<'reviews'>, 'score' | 'comment' | 'approved' | 'source' | 'source_id'>;

/** Adds a mentor's review of the answer as it stands; false when the same one was told before. */
export async function addReview(
  tx: Tx,
  queue: Wake[],
  answer: Answer,
  mentor: string,
  review: NewReview,
  now: Date,
): Promise<boolean> {
  const { workspace_id, id: answer_id, revision } = answer;
  const added = await tx
    .insertInto('reviews')
    .values({ ...review, workspace_id, answer_id, revision, mentor_id: mentor, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'source', 'source_id'])
        .doUpdateSet({ withdrawn_at: null })
        .where('reviews.withdrawn_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  await tx
    .deleteFrom('review_claims')
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', answer_id)
    .where('mentor_id', '=', mentor)
    .execute();
  const { score = null, approved } = review;
  if (score !== null || approved)
    await record(
      tx,
      { workspace: workspace_id, member: mentor },
      { deed: 'review', answer: answer_id, score },
      now,
    );
  await showReview(tx, queue, answer, now);
  return true;
}

/** Takes back a review that a message or reaction made, when that is gone. */
export async function withdrawReview(
  tx: Tx,
  queue: Wake[],
  answer: Answer,
  source: NewReview['source'],
  sourceId: string,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('reviews')
    .set({ withdrawn_at: now })
    .where('workspace_id', '=', answer.workspace_id)
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await showReview(tx, queue, answer, now);
}

async function showReview(tx: Tx, queue: Wake[], answer: Answer, now: Date): Promise<void> {
  await refreshScore(tx, answer);
  await refreshPosts(
    tx,
    queue,
    [{ workspace_id: answer.workspace_id, kind: 'feedback', subject: answer.id }],
    now,
    true,
  );
}

/** Oldest first. */
export async function reviewsOf(db: Db, workspace: string, answer: string) {
  return db
    .selectFrom('reviews')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('answer_id', '=', answer)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute();
}
