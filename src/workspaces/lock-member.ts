import type { Tx } from '../database/database.ts';

/** There is no row of a member: they were forgotten after this process had seen them. */
export class MissingMember extends Error {}

/** Has what one member does at once done one after the other, until the transaction ends. @throws MissingMember */
export async function lockMember(
  tx: Tx,
  { workspace, member }: { readonly workspace: string; readonly member: string },
): Promise<void> {
  await tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('id', '=', member)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => new MissingMember());
}
