import { UserError } from '../base/errors.ts';
import type { Db } from '../database/database.ts';
import type { Track } from '../domain/question.ts';
import { currentQuestions } from './questions-of.ts';

/** An owner's questions that are in use, under their tracks. @throws UserError when there is no such track. */
export async function exportQuestions(db: Db, owner: string, only: string | undefined): Promise<Track[]> {
  const tracks = await db
    .selectFrom('tracks')
    .select(['id', 'title', 'description', 'preparation_tips', 'related', 'topics'])
    .where('retired_at', 'is', null)
    .orderBy('id')
    .execute();
  if (only !== undefined && !tracks.some(({ id }) => id === only)) {
    const names = tracks.map(({ id }) => id).join(', ');
    throw new UserError(`There is no track “${only}”. Choose one of ${names}.`);
  }
  const questions = await currentQuestions(db, owner)
    .select(['questions.track_id', 'content'])
    .where('questions.owner', '=', owner)
    .where('questions.retired_at', 'is', null)
    .where('retirements.retired_at', 'is', null)
    .orderBy('position')
    .orderBy('questions.id')
    .execute();
  const byTrack = Map.groupBy(questions, ({ track_id }) => track_id);
  return tracks.flatMap((track) => {
    const own = byTrack.get(track.id)?.map(({ content }) => content) ?? [];
    return own.length > 0 && (only ?? track.id) === track.id ? { ...track, questions: own } : [];
  });
}
