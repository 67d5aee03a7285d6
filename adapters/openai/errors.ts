import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { causeCode } from '../../src/base/errors.ts';
import { CoachError } from '../../src/domain/coach.ts';

const mostRetryAfterMs = 3_600_000;

/** A connection that wasn't made carried nothing: refused, no such host, no way there, no agreement on TLS. */
const unconnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/;

/** Answers by which a server says that it didn't begin to work. */
const refusals = [400, 401, 402, 403, 404, 422, 429];

/** Says why a call failed without what was said in it. */
export function asCoachError(error: unknown): CoachError {
  if (error instanceof CoachError) return error;
  if (error instanceof APIConnectionTimeoutError) return new CoachError('timeout');
  if (error instanceof APIUserAbortError) return new CoachError('given-up');
  if (error instanceof APIConnectionError) {
    const code = causeCode(error);
    return new CoachError(code, { wasUnread: unconnected.test(code) });
  }
  if (error instanceof APIError) {
    const code = error.status === undefined ? 'unreadable' : `HTTP ${error.status}`;
    const wasUnread = refusals.includes(error.status ?? 0);
    return new CoachError(code, { retryAfterMs: retryAfterMs(error.headers), wasUnread });
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
