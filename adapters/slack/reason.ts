import { WebAPIHTTPError } from '@slack/web-api';
import { causeCode } from '../../src/base/errors.ts';
import type { Verdict } from '../../src/base/reach.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { asPlatformError, codeOf } from './errors.ts';

/** As in `invalid_auth`, `HTTP 503`, `ECONNREFUSED` or `TimeoutError`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'connection closed';
  if (error instanceof PlatformError && error.code !== undefined) return error.code;
  if (asPlatformError(error).fault === 'rate-limited') return 'HTTP 429';
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  const code = codeOf(error);
  // The library puts an answer that is no JSON where the code would be.
  if (code !== undefined) return /^\w{1,60}$/.test(code) ? code : 'no answer of Slack’s';
  return causeCode(error);
}

/** What Slack says to a token that may not do this at all. All else may pass. */
const refusals = new Set(['missing_scope', 'no_permission', 'access_denied', 'not_allowed_token_type']);

/** What a failed attempt to reach Slack says of the next. */
export function judge(error: unknown): Verdict {
  const { fault, retryAfterMs, code } = asPlatformError(error);
  const isRefused = fault === 'unauthorized' || refusals.has(code ?? '');
  return { isPassing: !isRefused, retryAfterMs, reason: reasonOf(error) };
}
