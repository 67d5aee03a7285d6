import type { Db } from '../database/database.ts';
import type { Deed } from './deed.ts';

/** Who did it: a member, or with null whoever runs Whetstone. */
export interface Doer {
  readonly workspace: string;
  readonly member: string | null;
}

/** Keeps what was done, in the transaction that does it. */
export async function record(
  db: Db,
  { workspace, member }: Doer,
  { deed, ...about }: Deed,
  at: Date,
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({ workspace_id: workspace, at, member_id: member, deed, about: JSON.stringify(about) })
    .execute();
}
