import pRetry from 'p-retry';
import type { Background } from '../../../src/base/background.ts';
import { describeError } from '../../../src/base/errors.ts';
import type { Log } from '../../../src/base/log.ts';
import { persistence } from '../../../src/base/persistence.ts';

/**
 * Does the events of one channel one after the other, as they came, and those of different ones at once. The gateway has no
 * acknowledgement: an event that can't be stored is tried again here. What a crash loses of it is found by catching up.
 */
export class InOrder {
  readonly #last = new Map<string, Promise<void>>();
  readonly #background: Background;
  readonly #log: Log;
  readonly #signal: AbortSignal;

  constructor(background: Background, log: Log, signal: AbortSignal) {
    this.#background = background;
    this.#log = log;
    this.#signal = signal;
  }

  /** Resolves when it is done, or given up. */
  run(channel: string, what: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(channel);
    const done = this.#background
      .track((before ?? Promise.resolve()).then(() => this.#persist(what, work)))
      .finally(() => {
        if (this.#last.get(channel) === done) this.#last.delete(channel);
      });
    this.#last.set(channel, done);
    return done;
  }

  async #persist(what: string, work: () => Promise<void>): Promise<void> {
    try {
      // A shutdown ends the attempts, but waits for the one under way.
      await pRetry(() => this.#background.track(work()), {
        ...persistence,
        signal: this.#signal,
        onFailedAttempt: ({ error, attemptNumber }) =>
          this.#log.warn({ what, attemptNumber, error: describeError(error) }, 'an event is not stored yet'),
      });
    } catch (error) {
      if (!this.#signal.aborted) this.#log.error({ what, error: describeError(error) }, 'an event was lost');
    }
  }
}
