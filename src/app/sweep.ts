import { secondsLater } from '../base/time.ts';
import { overduePosts } from '../posts/overdue-posts.ts';
import type { Feature } from '../registry/feature.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';

/** What one sweep wakes at the most of each kind; the next sweep takes the rest. */
const most = 1000;

/** A wake that was sent on time gets this long before the sweeper sends another. */
const patienceSeconds = 5;

/** Finds whatever is due or has been pending too long, wakes a worker for each, and has every feature tidy up. */
export async function sweep(services: Services, features: readonly Feature[]): Promise<void> {
  const now = services.now();
  const steady = services.steady();
  const overdueSince = secondsLater(steady, -patienceSeconds);
  // Together: of promises awaited one by one, those behind the first that fails would end the process.
  const [posts, ...found] = await Promise.all([
    overduePosts(services.db, overdueSince, steady, most),
    ...features.map((feature) => feature.overdue(services, { now, steady, overdueSince, most })),
    ...features.map((feature) => feature.tidy(services, now).then(() => [])),
  ]);
  // Those that are overdue are due at once. An id of their own: the first wake may still lie in the queue, delayed by a clock that was wrong.
  const afresh = [...posts, ...found.flat()].map(
    ({ at: _past, ...rest }) => ({ ...rest, id: `${rest.id}/swept` }) as Wake,
  );
  if (afresh.length > 0) await services.wake(afresh);
}
