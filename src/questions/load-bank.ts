import { isDeepStrictEqual } from 'node:util';
import type { Db, Tx } from '../database/database.ts';
import type { Track } from '../domain/question.ts';
import { knownQuestions, revisionOf } from './known-questions.ts';
import { everybody } from './owner.ts';
import { lockQuestions, type StoredQuestion, storeQuestions, storeTracks } from './store-questions.ts';

export interface LoadReport {
  readonly added: number;
  readonly changed: number;
  readonly retired: number;
}

/**
 * Brings the questions that Whetstone comes with to what the files say. A changed question becomes a new revision, one
 * that is no longer in the files is retired; drops and answers keep the revision that they were given.
 */
export async function loadBank(db: Db, tracks: readonly Track[], now: Date): Promise<LoadReport> {
  return db.transaction().execute(async (tx) => {
    // Two processes that start together load one after the other.
    await lockQuestions(tx);
    const questions = tracks.flatMap((track) =>
      track.questions.map((question, position) => ({ question, position })),
    );
    const ids = new Set(questions.map(({ question }) => question.id));
    const known = await knownQuestions(tx, everybody, [...ids], 'shipped');
    const rows = questions.map(({ question, position }): StoredQuestion => {
      const revision = revisionOf(question, known.get(question.id));
      return { question, position, revision, origin: 'shipped' };
    });
    const stale = rows.filter(({ question, position, revision }) => {
      const { content: _, ...current } = known.get(question.id) ?? {};
      return !isDeepStrictEqual(current, { revision, position, origin: 'shipped', isRetired: false });
    });
    const gone = [...known].flatMap(([id, { isRetired }]) => (isRetired || ids.has(id) ? [] : id));
    await storeTracks(
      tx,
      tracks.map(({ questions: _, ...details }) => details),
      'shipped',
    );
    await storeQuestions(tx, everybody, stale, now);
    await retire(tx, tracks, gone, now);
    const added = rows.filter(({ question }) => !known.has(question.id)).length;
    const written = rows.filter(
      ({ question, revision }) => known.get(question.id)?.revision !== revision,
    ).length;
    return { added, changed: written - added, retired: gone.length };
  });
}

/** Takes what the files no longer have out of use. */
async function retire(tx: Tx, tracks: readonly Track[], gone: readonly string[], now: Date): Promise<void> {
  const ids = tracks.map(({ id }) => id);
  const others = tx
    .updateTable('tracks')
    .set({ retired_at: now })
    .where('retired_at', 'is', null)
    .where('origin', '=', 'shipped');
  await (ids.length > 0 ? others.where('id', 'not in', ids) : others).execute();
  if (gone.length === 0) return;
  await tx
    .updateTable('questions')
    .set({ retired_at: now })
    .where('owner', '=', everybody)
    .where('id', 'in', gone)
    .execute();
}
