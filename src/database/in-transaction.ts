import type { Wake } from '../jobs/wake.ts';
import type { Services } from '../services.ts';
import type { Tx } from './database.ts';

/** Runs `work` in one transaction; what it puts into `wakes` goes to the workers after the commit. */
export async function inTransaction<T>(
  services: Services,
  work: (tx: Tx, wakes: Wake[]) => Promise<T>,
): Promise<T> {
  const wakes: Wake[] = [];
  const result = await services.db.transaction().execute((tx) => work(tx, wakes));
  if (wakes.length > 0) await services.wake(wakes);
  return result;
}
