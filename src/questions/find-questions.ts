import { sql } from 'kysely';
import type { LibraryPage, LibraryQuery } from '../chat/library.ts';
import type { Db } from '../database/database.ts';
import { questionsOf } from './questions-of.ts';

/** For `search`, any word of a text: `plainto_tsquery` would want all of them. */
export const anyWordOf = (text: string) =>
  sql<string>`replace(plainto_tsquery('english', ${text})::text, '&', '|')::tsquery`;

/** What a workspace sees of the bank that matches, retired or not; with words the best match first, else by track and place. */
export function matchingQuestions(
  db: Db,
  workspace: string,
  { words = '', track, topic, level, category }: LibraryQuery,
) {
  let query = questionsOf(db, workspace);
  if (track) query = query.where('questions.track_id', '=', track);
  if (topic) query = query.where('questions.topic', '=', topic);
  if (level) query = query.where('questions.level', '=', level);
  if (category) query = query.where('questions.category', '=', category);
  if (words.trim()) {
    const asked = sql<string>`websearch_to_tsquery('english', ${words.replaceAll(/[/-]/g, ' ')})`;
    query = query
      .where(sql<boolean>`current.search @@ ${asked}`)
      .orderBy(sql`ts_rank_cd(current.search, ${asked})`, 'desc');
  }
  return query
    .orderBy('questions.track_id')
    .orderBy('questions.owner')
    .orderBy('questions.position')
    .orderBy('questions.id');
}

/** The first questions that match and can be asked in a workspace, and how many there are. */
export async function findQuestions(
  db: Db,
  workspace: string,
  query: LibraryQuery,
  limit: number,
): Promise<LibraryPage> {
  const rows = await matchingQuestions(db, workspace, query)
    .where('retirements.retired_at', 'is', null)
    .select(['current.content', sql<number>`count(*) over ()::int`.as('count')])
    .limit(limit)
    .execute();
  return { questions: rows.map(({ content }) => content), count: rows[0]?.count ?? 0 };
}
