/** Something that the person can mend; the message is for them, in one or two sentences. */
export class UserError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UserError';
  }
}

/** Ids come back from the chat and may be anything; one that is no number is made to match nothing. */
export function numeric(id: string): string {
  return /^\d{1,18}$/.test(id) ? id : '0';
}

/** An error for the log: what kind it is, where it happened and what caused it, without its message, which may quote people. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && error.code !== undefined ? String(error.code) : undefined;
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return { name: error.name, code, at: at.slice(0, 8).map((line) => line.trim()), ...cause };
}

/** Why something failed, by the code of the innermost cause: `ECONNREFUSED`, `CERT_HAS_EXPIRED` or `TimeoutError`. */
export function causeCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return causeCode(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
