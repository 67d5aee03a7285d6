import { describeError } from './errors.ts';
import type { Log } from './services.ts';

/** Work that goes on after the acknowledgement; a shutdown waits for it. */
export class Background {
  readonly #running = new Set<Promise<void>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  run(what: string, work: () => Promise<unknown>): void {
    this.track(
      work().catch((error) =>
        this.#log.error({ what, error: describeError(error) }, 'background work failed'),
      ),
    );
  }

  /** A shutdown waits for this, too. */
  track<Result>(work: Promise<Result>): Promise<Result> {
    const running = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return work;
  }

  async settle(): Promise<void> {
    await Promise.all(this.#running);
  }
}
