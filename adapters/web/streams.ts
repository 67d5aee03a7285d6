import type { Live } from './live.ts';

/** Open streams at once; each costs memory, and work at every change. */
const mostStreams = 1000;

/** What open pages share: what is read after a change, one reads for all who want the same. */
export class Streams {
  #open = 0;
  readonly #reads = new Map<string, Promise<unknown>>();

  /** Before any page listens, so that each change is forgotten of before a page reads on. */
  constructor(live: Pick<Live, 'subscribe'>, workspace: string) {
    live.subscribe(workspace, () => this.#reads.clear());
  }

  /** Takes a place among the open streams; false when there is none. */
  enter(): boolean {
    if (this.#open >= mostStreams) return false;
    this.#open += 1;
    return true;
  }

  leave(): void {
    this.#open -= 1;
  }

  /** What is read by that key since the last change. One that failed is read again. */
  share<Result>(key: string, read: () => Promise<Result>): Promise<Result> {
    const known = this.#reads.get(key) as Promise<Result> | undefined;
    if (known) return known;
    const result = read();
    this.#reads.set(key, result);
    result.catch(() => this.#reads.delete(key));
    return result;
  }
}
