import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { PlatformError } from '../../src/chat/platform.ts';
import { causeCode, UserError } from '../../src/errors.ts';
import type { Verdict } from '../../src/reach.ts';
import { faultTable } from './fault-table.ts';

/** What asks for nothing, or for years, is a proxy's mistake: no storm of calls, and no silence. */
const [shortestRetryAfterMs, longestRetryAfterMs] = [1000, 3_600_000];

/** What went wrong, and for whom to mend. */
export function asPlatformError(cause: unknown): PlatformError {
  if (cause instanceof PlatformError) return cause;
  if (cause instanceof DiscordAPIError) return ofCode(cause);
  if (cause instanceof RateLimitError) {
    const retryAfterMs = Math.min(Math.max(cause.retryAfter, shortestRetryAfterMs), longestRetryAfterMs);
    return new PlatformError('rate-limited', 'Discord asks Whetstone to slow down.', { cause, retryAfterMs });
  }
  if (cause instanceof HTTPError) {
    return new PlatformError('temporary', `Discord answered with HTTP ${cause.status}.`, { cause });
  }
  if (cause instanceof Error && cause.message.startsWith('Expected token')) {
    return new PlatformError('unauthorized', refusedToken, { cause });
  }
  return new PlatformError('temporary', 'Discord could not be reached.', { cause });
}

/** Discord's code for what it refused, or undefined when it didn't refuse but failed. */
export function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

export const refusedToken =
  'Discord does not accept DISCORD_TOKEN. Copy it from the application’s page “Bot”, or reset it there.';

/** As in `50001`, `HTTP 503`, `ECONNREFUSED` or `TimeoutError`. */
export function reasonOf(error: unknown): string {
  if (error instanceof RateLimitError) return 'HTTP 429';
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  if (error instanceof DiscordAPIError) return error.status === 401 ? 'HTTP 401' : String(error.code);
  return causeCode(error);
}

/** What a failed attempt to reach Discord says of the next. */
export function judge(error: unknown): Verdict {
  if (error instanceof UserError) return { isPassing: false, retryAfterMs: undefined, reason: error.message };
  const { isPassing, retryAfterMs } = asPlatformError(error);
  return { isPassing, retryAfterMs, reason: reasonOf(error) };
}

function ofCode(cause: DiscordAPIError): PlatformError {
  if (cause.status === 401) return new PlatformError('unauthorized', refusedToken, { cause });
  if (cause.status >= 500) {
    return new PlatformError('temporary', `Discord answered with HTTP ${cause.status}.`, { cause });
  }
  const known = faultTable[Number(cause.code)];
  if (known?.[0] === 'rejected') {
    return new PlatformError('rejected', `${known[1]} (${where(cause)})`, { cause });
  }
  if (known) return new PlatformError(known[0], known[1], { cause });
  return new PlatformError('rejected', `Discord refuses this (${cause.code}). Please report it.`, { cause });
}

/** The fields that Discord refuses, by name; what it says of them may quote people. */
function where({ rawError, code }: DiscordAPIError): string {
  const errors = 'errors' in rawError ? rawError.errors : undefined;
  return [code, ...fieldsIn(errors, '')].join(' ');
}

function fieldsIn(errors: unknown, path: string): string[] {
  if (errors === null || typeof errors !== 'object') return [];
  if ('_errors' in errors) return [path || 'the whole'];
  return Object.entries(errors).flatMap(([name, inner]) => fieldsIn(inner, path ? `${path}.${name}` : name));
}
