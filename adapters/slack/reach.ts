import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIHTTPError } from '@slack/web-api';
import pRetry from 'p-retry';
import { causeCode, describeError, UserError } from '../../src/errors.ts';
import type { Log } from '../../src/services.ts';
import { asPlatformError, codeOf } from './errors.ts';

/** Between attempts 1, 2, 4 … s, and a minute at most. */
const backoff = { retries: Number.POSITIVE_INFINITY, minTimeout: 1000, factor: 2, maxTimeout: 60_000 };

interface ReachOptions {
  readonly attempt: () => Promise<void>;
  /** The sentence for a person when Slack refuses, with Slack's code. */
  readonly refusal: (code: string) => string;
  readonly log: Log;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
}

/** Something of Slack's that nothing works without: tried again while Slack is away, and given up when it refuses. */
export class Reach {
  readonly #options: ReachOptions;
  readonly #listeners: (() => void)[] = [];
  #problem: string | undefined = 'Slack is not reached yet.';
  #isRefused = false;

  constructor(options: ReachOptions) {
    this.#options = options;
  }

  /** Why it isn't reached, as a sentence; undefined when it is. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Calls back when it is reached: now, if it is already, and again whenever it was away. */
  onReached(listener: () => void): void {
    this.#listeners.push(listener);
    if (this.#problem === undefined) listener();
  }

  /** Resolves after the first attempt, with the refusal if it met one. While Slack is away it goes on by itself. */
  begin(): Promise<UserError | undefined> {
    const { signal } = this.#options;
    const first = Promise.withResolvers<UserError | undefined>();
    pRetry(() => this.#try(), {
      ...backoff,
      signal,
      shouldRetry: ({ error }) => !(error instanceof UserError),
      onFailedAttempt: async ({ error }) => {
        first.resolve(error instanceof UserError ? error : undefined);
        const { retryAfterMs } = asPlatformError(error.cause);
        if (retryAfterMs !== undefined) await pause(retryAfterMs, undefined, { signal });
      },
    }).then(
      () => {
        first.resolve(undefined);
        this.#succeed();
      },
      // Refused, which was told, or stopped.
      () => first.resolve(undefined),
    );
    return first.promise;
  }

  async #try(): Promise<void> {
    const { attempt, refusal, log, signal } = this.#options;
    try {
      await attempt();
    } catch (cause) {
      signal.throwIfAborted();
      this.#isRefused = cause instanceof UserError || !asPlatformError(cause).isPassing;
      const reason = reasonOf(cause);
      const sentence = cause instanceof UserError ? cause.message : refusal(reason);
      this.#problem = this.#isRefused ? sentence : `Slack is not reached yet (${reason}).`;
      if (this.#isRefused) log.error({ reason }, sentence);
      else log.warn({ reason, error: describeError(cause) }, 'Slack is not reached');
      throw this.#isRefused ? new UserError(sentence, { cause }) : new Error(this.#problem, { cause });
    }
  }

  #succeed(): void {
    const wasAway = this.#problem !== undefined;
    this.#problem = undefined;
    if (wasAway) for (const listener of this.#listeners) listener();
  }
}

/** As in `invalid_auth`, `HTTP 503`, `ECONNREFUSED` or `TimeoutError`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'connection closed';
  if (asPlatformError(error).fault === 'rate-limited') return 'HTTP 429';
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  const code = codeOf(error);
  // The library puts an answer that is no JSON where the code would be.
  if (code !== undefined) return /^\w{1,60}$/.test(code) ? code : 'no answer of Slack’s';
  return causeCode(error);
}
