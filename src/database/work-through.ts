import { describeError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Db, Tx } from './database.ts';
import { inTransaction, type Transacting } from './in-transaction.ts';

/** How many are done in one transaction. */
const most = 200;

/** How many transactions are under way at once: while one waits for the database, the process prepares the other. */
const atOnce = 2;

interface Work<Key, Wake> {
  /** The first that are due, in a fixed order that a due one keeps, behind `after`; at most so many. */
  find(db: Db, after: Key | undefined, most: number): Promise<Key[]>;
  /** Does those of them that are still due and that nobody else has locked. */
  run(tx: Tx, queue: Wake[], keys: readonly Key[]): Promise<void>;
}

/**
 * Does all that is due, many at once in a transaction; processes that do this at the same time share the work. Where that
 * fails, each is tried by itself, so that none is kept from being done by another, and those that fail are logged: they
 * stay due.
 */
export async function workThrough<Key extends { readonly workspace_id: string }, Wake>(
  services: Transacting<Wake> & { readonly log: Log },
  complaint: string,
  { find, run }: Work<Key, Wake>,
): Promise<void> {
  const attempt = (keys: readonly Key[]) => inTransaction(services, (tx, queue) => run(tx, queue, keys));

  async function settle(keys: readonly Key[]): Promise<void> {
    try {
      await attempt(keys);
    } catch {
      for (const key of keys)
        await attempt([key]).catch((error: unknown) =>
          services.log.error({ ...key, error: describeError(error) }, complaint),
        );
    }
  }

  const underWay = new Set<Promise<void>>();
  const next = (after?: Key) => find(services.db, after, most);
  try {
    for (let keys = await next(); keys.length > 0; keys = await next(keys.at(-1))) {
      const settled = settle(keys).finally(() => underWay.delete(settled));
      underWay.add(settled);
      if (underWay.size === atOnce) await Promise.race(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
}
