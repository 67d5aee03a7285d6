import { describeError } from './errors.ts';
import type { Log } from './log.ts';

/** Work that goes on after the acknowledgement; a shutdown waits for it. */
export class Background {
  readonly #running = new Set<Promise<void>>();
  readonly #log: Log;
  readonly #describe: (error: unknown) => object;

  /** @param describe tells the log of an error, by the platform's own code */
  constructor(log: Log, describe = describeError) {
    this.#log = log;
    this.#describe = describe;
  }

  run(what: string, work: () => Promise<unknown>): void {
    this.track(
      work().catch((error) =>
        this.#log.error({ what, error: this.#describe(error) }, 'background work failed'),
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
