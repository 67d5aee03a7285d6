/** What one check found. Never holds a secret. */
interface Finding {
  readonly ok: 'good' | 'bad' | 'off';
  /** What was found, as a part of a sentence. */
  readonly say: string;
  /** What to do about it; of what is bad. */
  readonly mend?: string;
}

export interface Check extends Finding {
  readonly what: string;
}

export const good = (say: string): Finding => ({ ok: 'good', say });
export const bad = (say: string, mend: string): Finding => ({ ok: 'bad', say, mend });
export const off = (say: string): Finding => ({ ok: 'off', say });

/** How long a check may take. */
export const patienceMs = 10_000;

/** Does one check; it is cut off in time, also by the signal where it heeds that. Never rejects. */
export async function check(
  what: string,
  work: (signal: AbortSignal) => Promise<Finding | readonly Finding[]>,
): Promise<Check[]> {
  const { promise: late, resolve } = Promise.withResolvers<Finding>();
  const enough = new AbortController();
  const timer = setTimeout(() => {
    resolve(bad(`no answer within ${patienceMs / 1000} s`, 'Is it running, and reachable from here?'));
    enough.abort();
  }, patienceMs);
  try {
    const found = await Promise.race([late, work(enough.signal).catch(unexpected)]);
    return [found].flat().map((finding) => ({ what, ...finding }));
  } finally {
    clearTimeout(timer);
  }
}

function unexpected(error: unknown): Finding {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${error.code}` : '';
  return bad(`failed unexpectedly (${name}${code})`, 'Please report it.');
}
