import pRetry from 'p-retry';
import { UserError } from './errors.ts';
import type { Log } from './log.ts';

/** A server that an environment variable names. */
interface Dependency {
  readonly name: string;
  readonly url: string;
  readonly variable: string;
}

/** How long a start waits for a database or queue that is starting too: 0.5, 1, 2 and 4 s between five attempts. */
const backoff = { retries: 4, minTimeout: 500, factor: 2 } as const;

/** An attempt that takes longer has met a host that swallows what we send. */
export const connectTimeoutMs = 3000;

/**
 * Waits for something that we depend on, with backoff.
 *
 * @throws UserError that names the host and what to check.
 */
export async function waitFor(
  what: Dependency,
  connect: () => Promise<unknown>,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  const { host } = new URL(what.url);
  try {
    await pRetry(connect, {
      ...backoff,
      ...(signal ? { signal } : {}),
      shouldRetry: ({ error }) => !isRefusal(error) && !(error instanceof UserError),
      onFailedAttempt: ({ error, retriesLeft }) =>
        log.warn({ host, retriesLeft, code: codeOf(error) }, `${what.name} can't be reached`),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof UserError) throw cause;
    throw new UserError(troubleWith(what, cause).join('. '), { cause });
  }
}

/** What is wrong, without a full stop, and what to do. Names the host, and nothing of the address that is secret. */
export function troubleWith(
  { name, url, variable }: Dependency,
  error: unknown,
): [say: string, mend: string] {
  const where = `${name} at ${new URL(url).host}`;
  const code = codeOf(error);
  if (isUntrusted(code))
    return [
      `${where} has a certificate that isn’t trusted (${code})`,
      'If an authority of your own signed it, set NODE_EXTRA_CA_CERTS to the file with that authority’s certificate',
    ];
  return isRefusal(error)
    ? [`${where} refuses us (${code})`, `Check the user, password and database name in ${variable}.`]
    : [`${where} can't be reached (${code})`, `Is it running, and is ${variable} right?`];
}

/** Trying again doesn't help: SQLSTATE classes 28 (authentication) and 3D (no such database), and Redis' own. */
function isRefusal(error: unknown): boolean {
  return /^(28|3D|WRONGPASS|NOAUTH|NOPERM)/.test(codeOf(error)) || isUntrusted(codeOf(error));
}

/** @see https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isUntrusted(code: string): boolean {
  return /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_|ERR_TLS_CERT_ALTNAME)/.test(
    code,
  );
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0]) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error) return String(error.code);
  // Redis puts its code before the sentence, and pg has none for a connection that timed out.
  if (error.name === 'ReplyError') return error.message.split(' ')[0] ?? error.name;
  return /time(d )?out/i.test(error.message) ? 'ETIMEDOUT' : error.name;
}
