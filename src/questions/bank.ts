import type { TrackSummary } from '../chat/library.ts';
import type { Db } from '../database/database.ts';

import { askable, questionsOf } from './questions-of.ts';

/** The tracks, with how many of their questions can be asked in a workspace now. */
export async function tracksOf(db: Db, workspace: string): Promise<TrackSummary[]> {
  const rows = await db
    .selectFrom('tracks')
    .leftJoin(
      askable(db, workspace)
        .select(({ fn }) => ['questions.track_id', fn.countAll<number>().as('count')])
        .groupBy('questions.track_id')
        .as('asked'),
      'asked.track_id',
      'tracks.id',
    )
    .selectAll('tracks')
    .select('asked.count')
    .where('tracks.retired_at', 'is', null)
    .orderBy('title')
    .execute();
  return rows.map(({ origin: _, retired_at: __, count, ...details }) => ({ ...details, count: count ?? 0 }));
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
