import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { type Deed, deedSchema } from './deed.ts';

/** As long as a year's audit may look back, and some days to do it. */
export const keptDays = 400;

export interface Entry {
  readonly at: Date;
  readonly member: string | null;
  /** Undefined for what a later version recorded. */
  readonly deed: Deed | undefined;
}

/** The latest first, after the first `from`. */
export async function entriesOf(
  db: Db,
  workspace: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<Entry[]> {
  const rows = await db
    .selectFrom('audit_entries')
    .select(['at', 'member_id', 'deed', 'about'])
    .where('workspace_id', '=', workspace)
    .orderBy('id', 'desc')
    .offset(from)
    .limit(limit)
    .execute();
  return rows.map(({ at, member_id, deed, about }) => ({
    at,
    member: member_id,
    deed: deedSchema.safeParse({ deed, ...(about as object) }).data,
  }));
}

/** Throws away what is older than it is kept. */
export async function forgetEntries(db: Db, now: Date): Promise<void> {
  await sql`delete from audit_entries where at < ${now}::timestamptz - make_interval(days => ${keptDays})`.execute(
    db,
  );
}
