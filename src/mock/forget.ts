import type { Tx } from '../database/database.ts';
import { deleteTheirs, type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/** Their interviews go. What they said of others' as a mentor is a review like any other. */
export async function forgetMocks(tx: Tx, _queue: Wake[], who: Forgotten): Promise<void> {
  await deleteTheirs(tx, who, { mocks: ['member_id'] });
  await tx
    .updateTable('mocks')
    .set({ shared_with: null })
    .where('workspace_id', '=', who.workspace)
    .where('shared_with', '=', who.member)
    .execute();
  if (who.keepsReviews) await standIn(tx, who, { mock_comments: ['mentor_id'] });
  else await deleteTheirs(tx, who, { mock_comments: ['mentor_id'] });
}
