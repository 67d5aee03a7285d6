import type { Tx } from '../database/database.ts';
import { type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/** What their calls cost stays counted, and so does what they thought of the coach. */
export async function forgetCalls(tx: Tx, _queue: Wake[], who: Forgotten): Promise<void> {
  await tx
    .updateTable('coach_calls')
    .set({ answer_id: null })
    .where('workspace_id', '=', who.workspace)
    .where('member_id', '=', who.member)
    .execute();
  await standIn(tx, who, { coach_calls: ['member_id'], coach_ratings: ['member_id'] });
}
