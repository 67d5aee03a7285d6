import type { Tx } from '../database/database.ts';
import { deleteTheirs, type Forgotten, standIn } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/** Their suggestions go; the questions that came of them are the workspace's. What they decided stays. */
export async function forgetCuration(tx: Tx, _queue: Wake[], who: Forgotten): Promise<void> {
  await deleteTheirs(tx, who, { suggestions: ['member_id'] });
  if (!who.keepsReviews)
    await tx
      .updateTable('suggestions')
      .set({ reason: '' })
      .where('workspace_id', '=', who.workspace)
      .where('decided_by', '=', who.member)
      .execute();
  await standIn(tx, who, { suggestions: ['decided_by'], retirements: ['retired_by'] });
}
