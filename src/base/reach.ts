import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import { describeError, UserError } from './errors.ts';
import type { Log } from './log.ts';

const [shortestPauseMs, longestPauseMs] = [1000, 60_000];

/** Between attempts 1, 2, 4 … s, and a minute at most; somewhat more or less, so that many don't come at once. */
const backoff = {
  retries: Number.POSITIVE_INFINITY,
  minTimeout: shortestPauseMs,
  factor: 2,
  maxTimeout: longestPauseMs,
  randomize: true,
};

/** What was reached for as long as this was well: what goes wrong then is a trouble of its own. */
const healthyMs = 60_000;

/** What an error says of trying again. */
export interface Verdict {
  readonly isPassing: boolean;
  /** How long the service asks us to wait. */
  readonly retryAfterMs: number | undefined;
  /** As in `invalid_auth`, `HTTP 503` or `ECONNREFUSED`. */
  readonly reason: string;
}

interface ReachOptions {
  /** As people call it: Slack. */
  readonly service: string;
  readonly judge: (error: unknown) => Verdict;
  readonly attempt: () => Promise<void>;
  /** The sentence for a person when the service refuses, with its code. */
  readonly refusal: (code: string) => string;
  readonly log: Log;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
}

/** A service that nothing works without: tried again while it is away, and given up when it refuses. */
export class Reach {
  readonly #options: ReachOptions;
  readonly #listeners: (() => void)[] = [];
  #problem: string | undefined;
  #isRefused = false;
  #reachedAt = Number.NEGATIVE_INFINITY;
  /** How often in a row it was lost soon after it was reached. */
  #relapses = 0;

  constructor(options: ReachOptions) {
    this.#options = options;
    this.#problem = `${options.service} is not reached yet.`;
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

  /**
   * It was reached, and isn't any more: tries again. At once, unless it was lost soon after it was reached; then later each
   * time.
   *
   * @param reason as in `too_many_websockets`
   * @param sentence says what can be done about it
   */
  lose(reason: string, sentence?: string): void {
    const { service, log, signal } = this.#options;
    const wasHealthy = performance.now() - this.#reachedAt >= healthyMs;
    this.#relapses = wasHealthy ? 0 : this.#relapses + 1;
    const longestMs = Math.min(shortestPauseMs * 2 ** (this.#relapses - 1), longestPauseMs);
    const pauseMs = wasHealthy ? 0 : Math.round(longestMs * (0.5 + Math.random() / 2));
    this.#problem = [`The connection to ${service} ended (${reason}).`, sentence].filter(Boolean).join(' ');
    log[wasHealthy ? 'info' : 'warn']({ reason, pauseMs }, this.#problem);
    pause(pauseMs, undefined, { signal }).then(
      () => this.begin(),
      // Stopped.
      () => undefined,
    );
  }

  /** Resolves after the first attempt, with the refusal if it met one. While the service is away it goes on by itself. */
  begin(): Promise<UserError | undefined> {
    const { signal, judge } = this.#options;
    const first = Promise.withResolvers<UserError | undefined>();
    pRetry(() => this.#try(), {
      ...backoff,
      signal,
      shouldRetry: ({ error }) => !(error instanceof UserError),
      onFailedAttempt: async ({ error }) => {
        first.resolve(error instanceof UserError ? error : undefined);
        const { retryAfterMs } = judge(error.cause);
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
    const { service, attempt, judge, refusal, log, signal } = this.#options;
    try {
      await attempt();
    } catch (cause) {
      signal.throwIfAborted();
      const { isPassing, reason } = judge(cause);
      this.#isRefused = cause instanceof UserError || !isPassing;
      const sentence = cause instanceof UserError ? cause.message : refusal(reason);
      this.#problem = this.#isRefused ? sentence : `${service} is not reached yet (${reason}).`;
      if (this.#isRefused) log.error({ reason }, sentence);
      else log.warn({ reason, error: describeError(cause) }, `${service} is not reached`);
      throw this.#isRefused ? new UserError(sentence, { cause }) : new Error(this.#problem, { cause });
    }
  }

  #succeed(): void {
    const wasAway = this.#problem !== undefined;
    this.#problem = undefined;
    this.#reachedAt = performance.now();
    if (wasAway) for (const listener of this.#listeners) listener();
  }
}
