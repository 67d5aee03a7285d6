/**
 * Does several things at once, each by itself.
 *
 * @throws what kept the first of them from being done, when all have been tried.
 */
export async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
