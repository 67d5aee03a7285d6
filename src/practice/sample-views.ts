import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Answer } from './answers.ts';

/** For so long a sample answer that was seen at one drop of a question counts as seen at others, too. */
const rememberedDays = 7;

/** Remembers that a member was shown the sample answer. */
export async function rememberSampleView(
  db: Db,
  workspace: string,
  member: string,
  drop: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('sample_views')
    .values({ workspace_id: workspace, member_id: member, drop_id: drop, seen_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * The last revision of an answer that was written before its author could know the sample answer, 0 when none was; undefined while
 * every revision counts. They know it once it was shown to them, also at another drop of the question, or revealed in the thread.
 */
export async function lastCountingRevision(
  db: Db,
  { workspace_id, id, drop_id, member_id }: Pick<Answer, 'workspace_id' | 'id' | 'drop_id' | 'member_id'>,
): Promise<number | undefined> {
  const { rows } = await sql<{ revision: number }>`
    select coalesce((select max(revision) from answer_revisions as revision
      where revision.workspace_id = ${workspace_id} and revision.answer_id = ${id}
        and revision.edited_at <= known.since), 0) as revision
    from drops, lateral (
      select least(drops.revealed_at, min(view.seen_at)) as since
      from sample_views as view
      join drops as other on other.workspace_id = view.workspace_id and other.id = view.drop_id
      where view.workspace_id = drops.workspace_id and view.member_id = ${member_id}
        and other.question_owner = drops.question_owner and other.question_id = drops.question_id
        and view.seen_at > drops.created_at - make_interval(days => ${rememberedDays})
    ) as known
    where drops.workspace_id = ${workspace_id} and drops.id = ${drop_id} and known.since is not null`.execute(
    db,
  );
  return rows[0]?.revision;
}
