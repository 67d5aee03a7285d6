import type { Redis, Site } from './site.ts';
import type { Sizes } from './sizes.ts';

export const backends = ['postgres', 'redis'] as const;
type BackendName = (typeof backends)[number];

/** What Whetstone's number may be at the most or must be at the least, as a multiple of the baseline's. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One number of both sides in one round. */
export interface Sample {
  readonly what: string;
  readonly unit: 'events/s' | 'posts/s' | 'ms' | 'MiB' | 'tokens';
  /** Null where the number is only of interest. */
  readonly goal: Goal | null;
  readonly whetstone: number;
  readonly baseline: number;
}

export interface Bench {
  readonly site: Site;
  readonly sizes: Sizes;
  readonly backend: BackendName;
  /** Undefined on the other backend. */
  readonly redis: Redis | undefined;
}

/** Both sides, ready to be measured as often as asked for. */
interface Contest {
  round(number: number): Promise<readonly Sample[]>;
  stop(): Promise<void>;
}

export interface Measurement {
  readonly id: string;
  readonly title: string;
  /** Whether the queue plays a part, so that it is measured on both backends. */
  readonly onBothBackends: boolean;
  prepare(bench: Bench): Promise<Contest>;
}
