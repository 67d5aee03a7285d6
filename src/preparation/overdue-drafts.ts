import { sql } from 'kysely';
import type { Sweep } from '../registry/feature.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForDraft } from './wakes.ts';

/** Preparations whose wakes were lost, the oldest first. */
export async function overdueDrafts(
  { db }: Services,
  { steady, overdueSince, most }: Sweep,
): Promise<Wake[]> {
  const rows = await db
    .selectFrom('preparations')
    .select(['workspace_id', 'id', 'attempts', 'due_at'])
    .where(
      sql<boolean>`state = 'pending' and due_at <= ${overdueSince}
        and (claimed_until is null or claimed_until <= ${steady})`,
    )
    .orderBy('due_at')
    .limit(most)
    .execute();
  return rows.map(wakeForDraft);
}
