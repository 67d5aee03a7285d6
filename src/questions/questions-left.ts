import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { askable } from './questions-of.ts';
import type { QuestionFilter } from './select-questions.ts';

export interface QuestionsLeft {
  readonly all: number;
  /** Those that the channel hasn't had. */
  readonly unused: number;
}

/** How many questions a channel could be asked, and how many of them before one comes again. */
export async function questionsLeft(
  db: Db,
  workspace: string,
  channel: string,
  { tracks, levels, categories }: QuestionFilter,
): Promise<QuestionsLeft> {
  let matching = askable(db, workspace);
  if (tracks.length > 0) matching = matching.where('questions.track_id', 'in', tracks);
  if (levels.length > 0) matching = matching.where('questions.level', 'in', levels);
  if (categories.length > 0) matching = matching.where('questions.category', 'in', categories);
  const { all, unused } = await matching
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('drops')
          .select(['question_owner', 'question_id'])
          .distinct()
          .where('workspace_id', '=', workspace)
          .where('channel_id', '=', channel)
          .where('source', '<>', 'private')
          .as('had'),
      (join) =>
        join
          .onRef('had.question_owner', '=', 'questions.owner')
          .onRef('had.question_id', '=', 'questions.id'),
    )
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`count(*) filter (where had.question_id is null)::int`.as('unused'),
    ])
    .executeTakeFirstOrThrow();
  return { all, unused };
}
