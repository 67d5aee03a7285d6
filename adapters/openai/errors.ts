import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { causeCode } from '../../src/base/errors.ts';
import { CoachError } from '../../src/domain/coach.ts';

const mostRetryAfterMs = 3_600_000;

/** Says why a call failed without what was said in it. */
export function asCoachError(error: unknown): CoachError {
  if (error instanceof CoachError) return error;
  if (error instanceof APIConnectionTimeoutError) return new CoachError('timeout');
  if (error instanceof APIUserAbortError) return new CoachError('given-up');
  if (error instanceof APIConnectionError) return new CoachError(causeCode(error));
  if (error instanceof APIError) {
    const code = error.status === undefined ? 'unreadable' : `HTTP ${error.status}`;
    return new CoachError(code, { retryAfterMs: retryAfterMs(error.headers) });
  }
  // A body that is no JSON, or a stopped wait.
  return new CoachError(error instanceof SyntaxError ? 'unreadable' : causeCode(error));
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const header = headers?.get('retry-after') ?? '';
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  const ms = Number.isFinite(exact) ? exact : wait;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, mostRetryAfterMs) : undefined;
}

/** Whether a server may have refused the format of the answer that was asked for, rather than the request. */
export function mayRefuseFormat(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  if (error.code === 'content_filter' || error.code === 'context_length_exceeded') return false;
  return [400, 415, 422, 501].includes(error.status ?? 0);
}
