import type { REST, RouteLike } from 'discord.js';
import pRetry from 'p-retry';
import { asPlatformError } from './errors.ts';

/** Reads where nobody waits for it: what passes is waited for. */
export function readPatiently(
  rest: REST,
  route: RouteLike,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<unknown> {
  return pRetry(() => rest.get(route, { query: new URLSearchParams(query) }), {
    retries: 5,
    signal,
    shouldRetry: ({ error }) => asPlatformError(error).isPassing,
  });
}
