import type { Expression } from 'kysely';
import type { Db } from '../database/database.ts';
import { ownersFor } from './owner.ts';

/** Questions as they are now, of whatever owner, with their retirement by a workspace (or an owner, for its own). */
export function currentQuestions(db: Db, workspace: string | Expression<string>) {
  return db
    .selectFrom('questions')
    .innerJoin('question_revisions as current', (join) =>
      join
        .onRef('current.owner', '=', 'questions.owner')
        .onRef('current.question_id', '=', 'questions.id')
        .onRef('current.revision', '=', 'questions.revision'),
    )
    .leftJoin('retirements', (join) =>
      join
        .on('retirements.workspace_id', '=', workspace)
        .onRef('retirements.question_owner', '=', 'questions.owner')
        .onRef('retirements.question_id', '=', 'questions.id'),
    );
}

/** The questions that a workspace sees: everybody's and its own, also those that it has retired. */
export function questionsOf(db: Db, workspace: string | Expression<string>) {
  return currentQuestions(db, workspace)
    .innerJoin('tracks', 'tracks.id', 'questions.track_id')
    .where('questions.owner', 'in', ownersFor(workspace))
    .where('questions.retired_at', 'is', null)
    .where('tracks.retired_at', 'is', null);
}

/** Those of them that can be asked. */
export function askable(db: Db, workspace: string | Expression<string>) {
  return questionsOf(db, workspace).where('retirements.retired_at', 'is', null);
}
