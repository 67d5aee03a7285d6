import { isDeepStrictEqual } from 'node:util';
import type { Row, Tx } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import { currentQuestions } from './questions-of.ts';

export type Origin = Row<'questions'>['origin'];

/** What the database has of a question now. */
export interface KnownQuestion {
  readonly revision: number;
  readonly position: number;
  readonly origin: Origin;
  /** For everybody, or by the workspace that owns it. */
  readonly isRetired: boolean;
  readonly content: Question;
}

/** An owner's questions with these ids, and all of one origin. */
export async function knownQuestions(
  tx: Tx,
  owner: string,
  ids: readonly string[],
  origin?: Origin,
): Promise<Map<string, KnownQuestion>> {
  const rows = await currentQuestions(tx, owner)
    .select(['questions.id', 'questions.revision', 'position', 'origin', 'content'])
    .select(['questions.retired_at', 'retirements.retired_at as retired_there_at'])
    .where('questions.owner', '=', owner)
    .where((eb) =>
      eb.or([
        eb('questions.id', '=', eb.fn.any(eb.val(ids))),
        ...(origin === undefined ? [] : [eb('origin', '=', origin)]),
      ]),
    )
    .execute();
  return new Map(
    rows.map(({ id, retired_at, retired_there_at, ...known }) => [
      id,
      { ...known, isRetired: (retired_at ?? retired_there_at) !== null },
    ]),
  );
}

/** Which revision a question gets: the next one when it says something new. */
export function revisionOf(question: Question, known: KnownQuestion | undefined): number {
  if (!known) return 1;
  return isDeepStrictEqual(known.content, question) ? known.revision : known.revision + 1;
}
