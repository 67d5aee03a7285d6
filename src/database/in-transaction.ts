import type { Db, Tx } from './database.ts';

export interface Transacting<Wake> {
  readonly db: Db;
  readonly wake: (wakes: readonly Wake[]) => Promise<void>;
}

/** Runs `work` in one transaction; what it puts into `wakes` goes to the workers after the commit. */
export async function inTransaction<Wake, T>(
  { db, wake }: Transacting<Wake>,
  work: (tx: Tx, wakes: Wake[]) => Promise<T>,
): Promise<T> {
  const wakes: Wake[] = [];
  const result = await db.transaction().execute((tx) => work(tx, wakes));
  if (wakes.length > 0) await wake(wakes);
  return result;
}
