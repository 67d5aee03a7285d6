import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { causeCode, describeError, UserError } from '../../src/base/errors.ts';
import type { Verdict } from '../../src/base/reach.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { faultTable } from './fault-table.ts';

/** What asks for nothing, or for years, is a proxy's mistake: no storm of calls, and no silence. */
const [shortestRetryAfterMs, longestRetryAfterMs] = [1000, 3_600_000];

/** What went wrong, and for whom to mend. */
export function asPlatformError(cause: unknown): PlatformError {
  if (cause instanceof PlatformError) return cause;
  const code = reasonOf(cause);
  if (cause instanceof DiscordAPIError) return ofCode(cause, code);
  if (cause instanceof RateLimitError) {
    const retryAfterMs = Math.min(Math.max(cause.retryAfter, shortestRetryAfterMs), longestRetryAfterMs);
    const sentence = 'Discord is limiting how fast Whetstone can send. It tries again by itself.';
    return new PlatformError('rate-limited', sentence, { cause, retryAfterMs, code });
  }
  if (cause instanceof HTTPError) {
    return new PlatformError('temporary', `Discord answered with ${code}.`, { cause, code });
  }
  return new PlatformError('temporary', 'Discord could not be reached.', { cause });
}

/** Discord's code for what it refused, or undefined when it didn't refuse but failed. */
export function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

/** For the log, by Discord's code where it gave one. */
export function describeFault(error: unknown): object {
  return describeError(error instanceof DiscordAPIError ? asPlatformError(error) : error);
}

export const refusedToken =
  'Discord rejects DISCORD_TOKEN. Copy it from the application’s “Bot” page, or reset it there.';

/** As in `50001`, `HTTP 503`, `ECONNREFUSED` or `TimeoutError`. */
export function reasonOf(error: unknown): string {
  if (error instanceof PlatformError && error.code !== undefined) return error.code;
  if (error instanceof RateLimitError) return 'HTTP 429';
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  if (error instanceof DiscordAPIError) {
    const { code, status } = error;
    return typeof code === 'number' && code !== 0 ? String(code) : `HTTP ${status}`;
  }
  return causeCode(error);
}

/** What a failed attempt to reach Discord says of the next: all but a token that Discord itself refuses may pass. */
export function judge(error: unknown): Verdict {
  if (error instanceof UserError) return { isPassing: false, retryAfterMs: undefined, reason: error.message };
  const { retryAfterMs } = asPlatformError(error);
  return { isPassing: !isOfToken(error), retryAfterMs, reason: reasonOf(error) };
}

const tokenCodes: readonly unknown[] = [Code.GeneralError, Code.Unauthorized, Code.InvalidToken];

/** Whether Discord says so: a proxy's 401 has no code. */
function isOfToken(cause: unknown): boolean {
  return cause instanceof DiscordAPIError && cause.status === 401 && tokenCodes.includes(cause.code);
}

function ofCode(cause: DiscordAPIError, code: string): PlatformError {
  if (isOfToken(cause)) return new PlatformError('unauthorized', refusedToken, { cause, code });
  const [fault, sentence] = faultTable.get(Number(cause.code)) ?? unknown(cause, code);
  const words = fault === 'rejected' ? `${sentence} (${where(cause)})` : sentence;
  return new PlatformError(fault, words, { cause, code });
}

/** An answer that isn't the API's, such as Cloudflare's page, has no code. */
function unknown({ status, code }: DiscordAPIError, reason: string) {
  const isApis = status < 500 && typeof code === 'number';
  const sentence = isApis
    ? `Discord answered ${reason}, which Whetstone doesn’t know yet.`
    : `Discord answered with ${reason}.`;
  return ['temporary', sentence] as const;
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
