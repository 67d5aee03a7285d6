import { isDeepStrictEqual } from 'node:util';
import type { Db, Tx } from '../database/database.ts';
import { everybody } from './owner.ts';
import type { Question, Track } from './question.ts';

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
    await tx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(7_482_002)]).as('locked')).execute();
    await storeTracks(tx, tracks, now);
    const known = await currentContents(tx);
    const report = { added: 0, changed: 0, retired: 0 };
    for (const { track, question, position } of numbered(tracks)) {
      const current = known.get(question.id);
      known.delete(question.id);
      const unchanged = current && isDeepStrictEqual(current.content, question);
      if (unchanged && !current.retired && current.position === position && current.origin === 'shipped')
        continue;
      const revision = unchanged ? current.revision : (current?.revision ?? 0) + 1;
      await storeQuestion(tx, { track, question, position, revision }, now);
      if (!current) report.added += 1;
      else if (!unchanged) report.changed += 1;
    }
    const gone = [...known]
      .filter(([, { retired, origin }]) => !retired && origin === 'shipped')
      .map(([id]) => id);
    if (gone.length > 0) {
      await tx
        .updateTable('questions')
        .set({ retired_at: now })
        .where('owner', '=', everybody)
        .where('id', 'in', gone)
        .execute();
    }
    return { ...report, retired: gone.length };
  });
}

function numbered(tracks: readonly Track[]) {
  return tracks.flatMap((track) =>
    track.questions.map((question, position) => ({ track: track.id, question, position })),
  );
}

async function storeTracks(tx: Tx, tracks: readonly Track[], now: Date): Promise<void> {
  const ids = tracks.map(({ id }) => id);
  for (const { id, title, description, preparation_tips, related } of tracks) {
    const row = {
      id,
      title,
      description,
      preparation_tips: JSON.stringify(preparation_tips),
      related: JSON.stringify(related),
      origin: 'shipped' as const,
      retired_at: null,
    };
    await tx
      .insertInto('tracks')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
  const others = tx
    .updateTable('tracks')
    .set({ retired_at: now })
    .where('retired_at', 'is', null)
    .where('origin', '=', 'shipped');
  await (ids.length > 0 ? others.where('id', 'not in', ids) : others).execute();
}

async function currentContents(tx: Tx) {
  const rows = await tx
    .selectFrom('questions')
    .innerJoin('question_revisions', (join) =>
      join
        .onRef('question_revisions.owner', '=', 'questions.owner')
        .onRef('question_revisions.question_id', '=', 'questions.id')
        .onRef('question_revisions.revision', '=', 'questions.revision'),
    )
    .select(['questions.id', 'questions.revision', 'position', 'origin', 'retired_at', 'content'])
    .where('questions.owner', '=', everybody)
    .execute();
  return new Map(rows.map(({ id, retired_at, ...rest }) => [id, { ...rest, retired: retired_at !== null }]));
}

interface NumberedQuestion {
  readonly track: string;
  readonly question: Question;
  readonly position: number;
  readonly revision: number;
}

async function storeQuestion(tx: Tx, { track, question, position, revision }: NumberedQuestion, now: Date) {
  const { id, category, level } = question;
  const row = {
    owner: everybody,
    id,
    track_id: track,
    category,
    level,
    position,
    revision,
    origin: 'shipped' as const,
    retired_at: null,
  };
  await tx
    .insertInto('questions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['owner', 'id']).doUpdateSet(row))
    .execute();
  await tx
    .insertInto('question_revisions')
    .values({
      owner: everybody,
      question_id: id,
      revision,
      content: JSON.stringify(question),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
