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
  if (answer.is_private) return;
  const { votes = 0, answers = 0 } = change;
  // One order for all, so that two of these never wait for each other.
  const rows = ['', answer.channel_id].flatMap((scope) =>
    periods.map((period) => ({
      workspace_id: answer.workspace_id,
      scope,
      period: periodKey(period, answer.day),
      member_id: answer.member_id,
      votes,
      answers,
    })),
  );
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
