import type { Db, Row } from '../database/database.ts';

/** Moves something that was asked on, from a state that it is still in. False when another was quicker. */
export async function changeRecall(
  db: Db,
  { workspace_id, id }: Row<'recalls'>,
  from: Row<'recalls'>['state'],
  to: Partial<Pick<Row<'recalls'>, 'state' | 'verdict' | 'answered_at'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recalls')
    .set(to)
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
