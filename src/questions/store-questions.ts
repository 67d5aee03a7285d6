import { sql } from 'kysely';
import type { NewRow, Tx } from '../database/database.ts';
import { type Question, type TrackDetails, topicOf, trackOf } from '../domain/question.ts';
import type { Origin } from './known-questions.ts';

export interface StoredQuestion {
  readonly question: Question;
  readonly position: number;
  readonly revision: number;
  readonly origin: Origin;
}

/** Others wait until this transaction ends before they add or change questions; who reads them doesn't. */
export async function lockQuestions(tx: Tx): Promise<void> {
  await sql`lock table questions in share row exclusive mode`.execute(tx);
}

/** How many questions one statement stores. */
const chunkSize = 500;

/** Stores questions as they are now; what was asked keeps its revision. */
export async function storeQuestions(
  tx: Tx,
  owner: string,
  stored: readonly StoredQuestion[],
  now: Date,
  onStored: (count: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < stored.length; from += chunkSize) {
    const chunk = stored.slice(from, from + chunkSize);
    await storeRows(tx, owner, chunk);
    await tx
      .insertInto('question_revisions')
      .values(
        chunk.map(({ question, revision }) => ({
          owner,
          question_id: question.id,
          revision,
          content: JSON.stringify(question),
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    onStored(chunk.length);
  }
}

async function storeRows(tx: Tx, owner: string, chunk: readonly StoredQuestion[]): Promise<void> {
  await tx
    .insertInto('questions')
    .values(
      chunk.map(({ question, position, revision, origin }) => ({
        owner,
        id: question.id,
        track_id: trackOf(question.id),
        category: question.category,
        level: question.level,
        topic: topicOf(question),
        position,
        revision,
        origin,
        retired_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['owner', 'id']).doUpdateSet(({ ref }) => ({
        category: ref('excluded.category'),
        level: ref('excluded.level'),
        topic: ref('excluded.topic'),
        position: ref('excluded.position'),
        revision: ref('excluded.revision'),
        origin: ref('excluded.origin'),
        retired_at: null,
      })),
    )
    .execute();
}

export async function storeTracks(
  tx: Tx,
  tracks: readonly TrackDetails[],
  origin: NewRow<'tracks'>['origin'],
): Promise<void> {
  if (tracks.length === 0) return;
  await tx
    .insertInto('tracks')
    .values(
      tracks.map(({ preparation_tips, related, topics, ...track }) => ({
        ...track,
        preparation_tips: JSON.stringify(preparation_tips),
        related: JSON.stringify(related),
        topics: JSON.stringify(topics),
        origin,
        retired_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        title: ref('excluded.title'),
        description: ref('excluded.description'),
        preparation_tips: ref('excluded.preparation_tips'),
        related: ref('excluded.related'),
        topics: ref('excluded.topics'),
        origin: ref('excluded.origin'),
        retired_at: null,
      })),
    )
    .execute();
}
