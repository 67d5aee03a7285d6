/**
 * A clock for how long something takes or waits: it follows `now` and never goes back, also where somebody sets that back.
 *
 * @param elapsedMs ms that really went by
 */
export function steadyClock(now: () => Date, elapsedMs = () => performance.now()): () => Date {
  let latestMs = now().getTime();
  let seenAtMs = elapsedMs();
  return () => {
    const atMs = elapsedMs();
    latestMs = Math.max(now().getTime(), latestMs + atMs - seenAtMs);
    seenAtMs = atMs;
    return new Date(latestMs);
  };
}
