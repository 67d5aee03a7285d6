import { sql } from 'kysely';
import { wakeForFeedback } from '../practice/wakes.ts';
import type { Sweep } from '../registry/feature.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForTurn } from './wakes.ts';

/** Answers and replies that wait for the coach and whose wakes were lost, oldest first. */
export async function overdueFeedback(
  { db }: Services,
  { steady, overdueSince, most }: Sweep,
): Promise<Wake[]> {
  const isOverdue = sql<boolean>`state = 'pending' and due_at <= ${overdueSince}
    and (claimed_until is null or claimed_until <= ${steady})`;
  const [answers, turns] = await Promise.all([
    db.selectFrom('feedback').selectAll().where(isOverdue).orderBy('due_at').limit(most).execute(),
    db.selectFrom('conversation_turns').selectAll().where(isOverdue).orderBy('due_at').limit(most).execute(),
  ]);
  return [...answers.map(wakeForFeedback), ...turns.map(wakeForTurn)];
}
