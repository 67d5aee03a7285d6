import type { Db } from '../database/database.ts';
import { ownersFor } from './owner.ts';
import type { Track } from './question.ts';

/** The tracks and questions that can be asked in a workspace now; its own ones come last. */
export async function tracksOf(db: Db, workspace: string): Promise<Track[]> {
  const tracks = await db
    .selectFrom('tracks')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('title')
    .execute();
  const questions = await db
    .selectFrom('questions')
    .innerJoin('question_revisions', (join) =>
      join
        .onRef('question_revisions.owner', '=', 'questions.owner')
        .onRef('question_revisions.question_id', '=', 'questions.id')
        .onRef('question_revisions.revision', '=', 'questions.revision'),
    )
    .select(['questions.track_id', 'content'])
    .where('questions.owner', 'in', ownersFor(workspace))
    .where('questions.retired_at', 'is', null)
    .orderBy('questions.owner')
    .orderBy('position')
    .execute();
  return tracks.map(({ id, title, description, preparation_tips, related }) => ({
    id,
    title,
    description,
    preparation_tips,
    related,
    questions: questions.filter(({ track_id }) => track_id === id).map(({ content }) => content),
  }));
}

/** The words by which questions are asked for in a workspace. */
export async function bankNames(
  db: Db,
  workspace: string,
): Promise<{ tracks: string[]; questions: string[] }> {
  const rows = await db
    .selectFrom('questions')
    .innerJoin('tracks', 'tracks.id', 'questions.track_id')
    .select(['questions.id', 'track_id'])
    .where('questions.owner', 'in', ownersFor(workspace))
    .where('questions.retired_at', 'is', null)
    .where('tracks.retired_at', 'is', null)
    .orderBy('track_id')
    .orderBy('questions.owner')
    .orderBy('position')
    .execute();
  return { tracks: [...new Set(rows.map((row) => row.track_id))], questions: rows.map((row) => row.id) };
}
