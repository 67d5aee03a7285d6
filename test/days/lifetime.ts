import { expect } from 'vitest';
import type { Name, Programs } from './programs.ts';

/** A process that lives on may need so much more than it did after its first day. */
const [growth, growthBytes] = [1.15, 8_000_000];

/**
 * A process loads the coach's model of English, some 23 MB, when it first reads something. The front reads only replies in mock interviews and
 * what members recall, for the first time on one of these days.
 */
const firstDays = 3;

const mb = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

/** What the processes need, evening by evening, each of them through half of the days without a restart. */
export class Lifetimes {
  readonly #heaps: Record<Name, number[]> = { front: [], worker: [] };
  readonly #programs: Programs;
  readonly #days: number;

  constructor(programs: Programs, days: number) {
    this.#programs = programs;
    this.#days = days;
  }

  /** Which is hit on a day, where 0 is the first. */
  victim(day: number): Name {
    return day < this.#days / 2 ? 'worker' : 'front';
  }

  /** Measures, and says what it found. */
  async measure(): Promise<string> {
    const told = [];
    for (const name of ['front', 'worker'] as const) {
      const { heap, rss } = await this.#programs.memory(name);
      this.#heaps[name].push(heap);
      told.push(`${name} ${mb(heap)} of heap, ${mb(rss)} in all`);
    }
    return told.join('; ');
  }

  /** Also the one that was hit last is none the bigger for a database that has grown. */
  expectNoGrowth(): string {
    const half = Math.ceil(this.#days / 2);
    const { front, worker } = this.#heaps;
    const lives = {
      front: front.slice(0, half),
      worker: worker.slice(half),
      'front started again': [...front.slice(0, firstDays), ...front.slice(-1)],
    };
    return Object.entries(lives)
      .map(([name, heaps]) => {
        const [first, last = 0] = [Math.max(...heaps.slice(0, firstDays)), heaps.at(-1)];
        expect(last, name).toBeLessThan(first * growth + growthBytes);
        return `${name} ${mb(first)} → ${mb(last)}`;
      })
      .join(', ');
  }
}
