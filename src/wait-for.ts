import pRetry from 'p-retry';
import { UserError } from './errors.ts';
import type { Log } from './services.ts';

/** How long a start waits for a database or queue that is starting too. */
const attempts = 5;

/**
 * Waits for something that we depend on, with backoff.
 *
 * @throws UserError that names the host and what to check.
 */
export async function waitFor(
  what: { readonly name: string; readonly url: string; readonly variable: string },
  connect: () => Promise<unknown>,
  log: Log,
): Promise<void> {
  const { host } = new URL(what.url);
  try {
    await pRetry(connect, {
      retries: attempts - 1,
      minTimeout: 500,
      shouldRetry: ({ error }) => !isRefusal(error),
      onFailedAttempt: ({ error, retriesLeft }) =>
        log.warn({ host, retriesLeft, code: codeOf(error) }, `${what.name} can't be reached`),
    });
  } catch (cause) {
    const code = codeOf(cause);
    throw new UserError(
      isRefusal(cause)
        ? `${what.name} at ${host} refuses us (${code}). Check the user, password and database name in ${what.variable}.`
        : `${what.name} at ${host} can't be reached (${code}). Is it running, and is ${what.variable} right?`,
      { cause },
    );
  }
}

/** SQLSTATE classes 28 (authentication) and 3D (no such database): trying again doesn't help. */
function isRefusal(error: unknown): boolean {
  return /^(28|3D)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0]) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
