import { setImmediate as turn } from 'node:timers/promises';
import type { Db } from './database.ts';

/** The most items that one statement takes. */
const most = 100;

/** How many statements of one kind are under way at once; what comes meanwhile shares the next. */
const atOnce = 2;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  underWay: number;
}

/**
 * Turns a statement for many items into a function for one. Those that are called in the same turn of the event loop, or
 * while others are under way, share a statement. When a shared one fails, each of its items is tried by itself, so that
 * none fails for another.
 *
 * @param run One statement, done as a whole or not at all. Gives a result for each item, in their order.
 */
export function inBatches<Item, Result>(
  run: (db: Db, items: readonly Item[]) => Promise<readonly Result[]>,
): (db: Db, item: Item) => Promise<Result> {
  const queues = new WeakMap<Db, Queue<Item, Result>>();

  async function work(db: Db, queue: Queue<Item, Result>): Promise<void> {
    queue.underWay += 1;
    while (queue.waiting.length > 0) {
      await turn();
      const batch = queue.waiting.splice(0, most);
      if (batch.length > 0) await settle(db, batch);
    }
    queue.underWay -= 1;
  }

  async function settle(db: Db, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(
        db,
        batch.map(({ item }) => item),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => settle(db, [one])));
    }
  }

  return (db, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(db) ?? { waiting: [], underWay: 0 };
      queues.set(db, queue);
      queue.waiting.push({ item, resolve, reject });
      if (queue.underWay < atOnce) void work(db, queue);
    });
}
