import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * One clock for a program and for the platforms and people around it, which can jump ahead. The program loads this file before its
 * own, and follows the clock in `CLOCK_FILE`.
 */
const realNow = Date.now;
const { CLOCK_FILE: followed } = process.env;

let aheadMs = 0;

function takeOver(): void {
  Date.now = () => realNow() + aheadMs;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, called) =>
      Reflect.construct(target, given.length === 0 ? [target.now()] : given, called),
  });
}

if (followed) {
  const follow = () => {
    aheadMs = Number(readFileSync(followed, 'utf8'));
  };
  follow();
  takeOver();
  setInterval(follow, 20).unref();
}

/** Sets the clock of this process and of those that follow the file. */
export class Clock {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    takeOver();
  }

  set(at: Date): void {
    aheadMs = at.getTime() - realNow();
    writeFileSync(`${this.#file}.new`, String(aheadMs));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** For a program that is to have this clock. */
  get variables(): Readonly<Record<string, string>> {
    return { CLOCK_FILE: this.#file, NODE_OPTIONS: `--import=${import.meta.url}` };
  }
}
