import { sql } from 'kysely';
import type { Row, Tx } from '../database/database.ts';
import { periodKey, periods } from './periods.ts';

type Counted = Pick<Row<'answers'>, 'workspace_id' | 'channel_id' | 'member_id' | 'day' | 'is_private'>;

/**
 * Adds to the running totals of an answer's author, for its channel and the workspace, in each period that contains
 * the answer's day. Private practice never counts.
 */
export async function countStandings(
  tx: Tx,
  answer: Counted,
  change: { readonly votes?: number; readonly answers?: number },
): Promise<void> {
  const { votes = 0, answers = 0 } = change;
  const { workspace_id, member_id } = answer;
  const rows = placesOf(answer).map((place) => ({ workspace_id, ...place, member_id, votes, answers }));
  if (rows.length === 0) return;
  await tx
    .insertInto('standings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'scope', 'period', 'member_id']).doUpdateSet({
        votes: sql<number>`standings.votes + excluded.votes`,
        answers: sql<number>`standings.answers + excluded.answers`,
      }),
    )
    .execute();
}

/** Where an answer counts, in one order for all, so that two that are counted at once never wait for each other. */
export function placesOf({
  channel_id,
  day,
  is_private,
}: Pick<Counted, 'channel_id' | 'day' | 'is_private'>): {
  readonly scope: string;
  readonly period: string;
}[] {
  if (is_private) return [];
  return ['', channel_id].flatMap((scope) =>
    periods.map((period) => ({ scope, period: periodKey(period, day) })),
  );
}
