import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';

/** The most items that are done at once. */
const most = 100;

/** How many batches of one kind are under way; what comes meanwhile shares the next. */
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

interface BatchOptions {
  /** In a flood, when a batch had more than one item but not the most, the next waits for so long: the larger they are, the less it takes to do all. */
  readonly restMs?: number;
}

/**
 * Turns what is done for many items into a function for one. Those that are called in the same turn of the event loop, or
 * while others are under way, are done together. When that fails, each is tried by itself, so that none fails for another.
 *
 * @param run One statement or transaction, done as a whole or not at all. Gives a result for each item, in their order.
 * Only items of the same `place` (a database, or services with one) are done together.
 */
export function inBatches<Place extends object, Item, Result>(
  run: (place: Place, items: readonly Item[]) => Promise<readonly Result[]>,
  { restMs = 0 }: BatchOptions = {},
): (place: Place, item: Item) => Promise<Result> {
  const queues = new WeakMap<Place, Queue<Item, Result>>();

  async function work(place: Place, queue: Queue<Item, Result>): Promise<void> {
    queue.underWay += 1;
    while (queue.waiting.length > 0) {
      await turn();
      const batch = queue.waiting.splice(0, most);
      if (batch.length > 0) await settle(place, batch);
      if (restMs > 0 && batch.length > 1 && batch.length < most) await wait(restMs);
    }
    queue.underWay -= 1;
  }

  async function settle(place: Place, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(
        place,
        batch.map(({ item }) => item),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => settle(place, [one])));
    }
  }

  return (place, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(place) ?? { waiting: [], underWay: 0 };
      queues.set(place, queue);
      queue.waiting.push({ item, resolve, reject });
      if (queue.underWay < (restMs > 0 ? 1 : atOnce)) void work(place, queue);
    });
}
