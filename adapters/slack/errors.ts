import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describeError } from '../../src/base/errors.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { faultTable } from './fault-table.ts';

/** For a 429 that doesn't say how long to wait. */
const defaultRetryAfterMs = 30_000;

/** Slack asks for seconds. What asks for nothing, or for years, is a proxy's mistake: no storm of calls, and no silence. */
const [shortestRetryAfterMs, longestRetryAfterMs] = [1000, 3_600_000];

/**
 * What went wrong, and for whom to mend. Slack answers with 200 and a code, except for 429 and its own failures;
 * the library throws a plain Error for a 429 without `Retry-After`.
 * @see https://docs.slack.dev/tools/node-slack-sdk/web-api/#handle-errors
 */
export function asPlatformError(cause: unknown): PlatformError {
  if (cause instanceof PlatformError) return cause;
  if (cause instanceof WebAPIPlatformError) return ofCode(cause);
  if (cause instanceof WebAPIRateLimitedError) {
    return slowDown(
      'Slack is limiting how fast Whetstone can send. It tries again by itself.',
      cause.retryAfter,
      cause,
    );
  }
  if (cause instanceof WebAPIHTTPError) {
    const code = `HTTP ${cause.statusCode}`;
    return new PlatformError('temporary', `Slack answered with ${code}.`, { cause, code });
  }
  if (cause instanceof WebAPIRequestError) {
    return new PlatformError('temporary', 'Slack could not be reached.', { cause });
  }
  if (cause instanceof Error && cause.message.startsWith('Retry header')) {
    return slowDown(
      'Slack is limiting how fast Whetstone can send. It tries again by itself.',
      undefined,
      cause,
    );
  }
  return new PlatformError('temporary', 'An unexpected error while talking to Slack; see the log.', {
    cause,
  });
}

/** Slack's code for what it refused, or undefined when it didn't refuse but failed. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** For the log, by Slack's code where it gave one. */
export function describeFault(error: unknown): object {
  return describeError(codeOf(error) === undefined ? error : asPlatformError(error));
}

function ofCode(cause: WebAPIPlatformError): PlatformError {
  const { error: code, response_metadata } = cause.data;
  if (code === 'missing_scope') return missingScope(cause);
  const known = Object.hasOwn(faultTable, code) ? faultTable[code] : undefined;
  if (known?.[0] === 'rate-limited') return slowDown(known[1], response_metadata?.retryAfter, cause);
  if (known?.[0] === 'rejected')
    return new PlatformError('rejected', `${known[1]} (${where(cause)})`, { cause, code });
  if (known) return new PlatformError(known[0], known[1], { cause, code });
  // The library puts an answer that is no JSON, such as a proxy's page, where the code would be.
  if (!isWord(code))
    return new PlatformError('temporary', 'Slack’s answer could not be understood.', { cause });
  const unknown = `Slack answered “${code}”, which Whetstone doesn’t know yet.`;
  return new PlatformError('temporary', unknown, { cause, code });
}

/** The code and the places that Slack names; the rest of what it says may quote people. */
function where({ data }: WebAPIPlatformError): string {
  const said = data.response_metadata?.messages?.join('\n') ?? '';
  const pointers = [...said.matchAll(/\[json-pointer:([\w/]+)\]/g)].map(([, pointer]) => pointer);
  return [data.error, ...pointers].join(' ');
}

function missingScope(cause: WebAPIPlatformError): PlatformError {
  const needed = 'needed' in cause.data && typeof cause.data.needed === 'string' ? cause.data.needed : '';
  const scope = needed.split(/[,|]/).every(isWord) ? `“${needed}”` : 'a permission';
  const sentence = `Whetstone lacks ${scope}. Add it at api.slack.com/apps under OAuth & Permissions, Bot Token Scopes, and install the app again.`;
  return new PlatformError('unreachable', sentence, { cause, code: cause.data.error });
}

function slowDown(sentence: string, retryAfterSeconds: number | undefined, cause: Error): PlatformError {
  const askedMs = retryAfterSeconds === undefined ? defaultRetryAfterMs : retryAfterSeconds * 1000;
  const retryAfterMs = Math.min(Math.max(askedMs, shortestRetryAfterMs), longestRetryAfterMs);
  return new PlatformError('rate-limited', sentence, {
    cause,
    retryAfterMs,
    code: codeOf(cause) ?? 'HTTP 429',
    isUnsent: true,
  });
}

function isWord(code: string): boolean {
  return /^[a-z][a-z0-9_.:]{0,60}$/.test(code);
}
