import type { Db } from '../database/database.ts';
import type { Track } from '../domain/question.ts';
import { askable, questionsOf } from './questions-of.ts';

/** The tracks and questions that can be asked in a workspace now; its own ones come last. */
export async function tracksOf(db: Db, workspace: string): Promise<Track[]> {
  const tracks = await db
    .selectFrom('tracks')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('title')
    .execute();
  const questions = await askable(db, workspace)
    .select(['questions.track_id', 'current.content'])
    .orderBy('questions.owner')
    .orderBy('position')
    .execute();
  const byTrack = Map.groupBy(questions, ({ track_id }) => track_id);
  return tracks.map(({ origin: _, retired_at: __, ...details }) => ({
    ...details,
    questions: byTrack.get(details.id)?.map(({ content }) => content) ?? [],
  }));
}

/** The words by which questions are asked for in a workspace. */
export async function bankNames(
  db: Db,
  workspace: string,
): Promise<{ tracks: string[]; questions: string[]; retired: string[] }> {
  const rows = await questionsOf(db, workspace)
    .select(['questions.id', 'track_id', 'retirements.retired_at'])
    .orderBy('track_id')
    .orderBy('questions.owner')
    .orderBy('position')
    .execute();
  const ids = (isRetired: boolean) =>
    rows.filter(({ retired_at }) => (retired_at !== null) === isRetired).map(({ id }) => id);
  return { tracks: [...new Set(rows.map((row) => row.track_id))], questions: ids(false), retired: ids(true) };
}
