import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { Card } from './card.ts';
import { type Place, type Platform, PlatformError } from './platform.ts';

/** Longer than this nobody waits for an answer. */
const longestPauseMs = 15_000;

/** Says to one member what nothing says again: a bad moment of the platform's is waited for. @throws PlatformError */
export async function whisperPatiently(
  platform: Platform,
  place: Place,
  member: string,
  card: Card,
): Promise<void> {
  await pRetry(() => platform.whisper(place, member, card), {
    retries: 3,
    minTimeout: 500,
    shouldRetry: ({ error }) =>
      error instanceof PlatformError && error.isPassing && (error.retryAfterMs ?? 0) <= longestPauseMs,
    onFailedAttempt: async ({ error, retriesLeft }) => {
      const waitMs = error instanceof PlatformError ? (error.retryAfterMs ?? 0) : 0;
      if (retriesLeft > 0 && waitMs <= longestPauseMs) await pause(waitMs);
    },
  });
}
