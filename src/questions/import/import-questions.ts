import type { Db, Tx } from '../../database/database.ts';
import { knownQuestions } from '../known-questions.ts';
import { everybody } from '../owner.ts';
import { lockQuestions, type StoredQuestion, storeQuestions, storeTracks } from '../store-questions.ts';
import { type ImportReport, type Present, planImport } from './plan-import.ts';
import type { KnownTrack } from './plan-track.ts';
import type { Sheet } from './read-sheet.ts';

interface ImportOptions {
  /** A workspace, or everybody. */
  readonly owner: string;
  readonly now: Date;
  /** Says what would become of the files, and stores nothing. */
  readonly isDryRun: boolean;
  /** How many of how many questions are stored. Throwing undoes all of them. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Adds and changes what the files say, all of it or, after a fault, nothing. Retires nothing. */
export async function importQuestions(
  db: Db,
  sheets: readonly Sheet[],
  { owner, now, isDryRun, onProgress }: ImportOptions,
): Promise<readonly ImportReport[]> {
  return db.transaction().execute(async (tx) => {
    await lockQuestions(tx);
    const plan = planImport(sheets, await presentFor(tx, sheets, owner));
    if (isDryRun) return plan.reports;
    await storeTracks(tx, plan.tracks, 'imported');
    await restore(tx, owner, plan.questions);
    let done = 0;
    await storeQuestions(tx, owner, plan.questions, now, (count) => {
      done += count;
      onProgress(done, plan.questions.length);
    });
    return plan.reports;
  });
}

/** What is imported again isn't retired by its owner any more. */
async function restore(tx: Tx, owner: string, questions: readonly StoredQuestion[]): Promise<void> {
  const ids = questions.map(({ question }) => question.id);
  await tx
    .deleteFrom('retirements')
    .where('workspace_id', '=', owner)
    .where('question_owner', '=', owner)
    .where((eb) => eb('question_id', '=', eb.fn.any(eb.val(ids))))
    .execute();
}

async function presentFor(tx: Tx, sheets: readonly Sheet[], owner: string): Promise<Present> {
  const ids = sheets.flatMap(({ tracks }) =>
    tracks.flatMap(({ questions }) => questions.map(({ id }) => id)),
  );
  const known = await knownQuestions(tx, owner, ids);
  const everybodys = owner === everybody ? known : await knownQuestions(tx, everybody, ids);
  return { owner, known, everybodys, tracks: await tracksInUse(tx), ends: await endsOf(tx, owner) };
}

async function tracksInUse(tx: Tx): Promise<Map<string, KnownTrack>> {
  const rows = await tx.selectFrom('tracks').selectAll().where('retired_at', 'is', null).execute();
  return new Map(rows.map(({ origin, retired_at: _, ...details }) => [details.id, { details, origin }]));
}

async function endsOf(tx: Tx, owner: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('questions')
    .select(({ fn }) => ['track_id', fn.max('position').as('last')])
    .where('owner', '=', owner)
    .groupBy('track_id')
    .execute();
  return new Map(rows.map(({ track_id, last }) => [track_id, last + 1]));
}
