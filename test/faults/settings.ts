import { setTimeout as pause } from 'node:timers/promises';

const { FAULT_KILLS = '200', FAULT_SEED = '1', npm_lifecycle_event: script = '' } = process.env;
const lane = script.startsWith('test:') ? script : 'test:faults';

/** SIGKILLs in all, over both platforms and both queues. */
export const kills = Number(FAULT_KILLS);
export const seed = Number(FAULT_SEED);

const again = `FAULT_SEED=${seed} npm run ${lane}`;
process.stdout.write(`seed ${seed}; to make the same choices again: ${again}\n`);

/** Adds to what went wrong how to make the same choices again. Moments between processes differ all the same. */
export async function seeded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe same choices again: ${again}`;
    throw error;
  }
}

/** Choices that follow from the seed and a name. */
export class Chance {
  #state: number;

  constructor(name: string) {
    this.#state = [...name].reduce(
      (state, letter) => Math.imul(state ^ letter.charCodeAt(0), 16_777_619),
      seed,
    );
  }

  /** From 0 to 1. @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  of<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.next() * items.length)];
  }

  async moment(withinMs: number): Promise<void> {
    await pause(this.next() * withinMs);
  }
}
