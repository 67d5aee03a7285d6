import type { Redis, Site } from './site.ts';
import type { Sizes } from './sizes.ts';

export const backends = ['postgres', 'redis'] as const;
type BackendName = (typeof backends)[number];

/** What Whetstone's number may be at the most or must be at the least: as a multiple of the baseline's, or as it is where there is none. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One number in one round. */
export interface Sample {
  readonly what: string;
  readonly unit: 'events/s' | 'posts/s' | 'ms' | 'MiB' | 'tokens' | 'dollars' | '% of a core' | 'wake-ups/s';
  /** Null where the number is only of interest. */
  readonly goal: Goal | null;
  readonly whetstone: number;
  /** Null where nothing does the same. */
  readonly baseline: number | null;
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
  /** What it needs that this machine hasn't; undefined when it can run. */
  readonly missing?: () => string | undefined;
  prepare(bench: Bench): Promise<Contest>;
}
