import type { Log } from '../base/log.ts';
import type { Platform } from '../chat/platform.ts';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Db } from '../database/database.ts';
import type { Coach } from '../domain/coach.ts';
import type { RubricCoach } from '../rubric/rubric-coach.ts';
import type { Wake } from './wake.ts';

/** What a use-case works with. Put together in wiring.ts, and in tests. */
export interface Services {
  readonly db: Db;
  readonly now: () => Date;
  /** For retries and claims: what was due stays due when the clock is set back. */
  readonly steady: () => Date;
  readonly coach: Coach;
  /** The second opinion, and the coach when the other may not be asked. */
  readonly rubric: RubricCoach;
  /** The adapter of a platform that is switched on. */
  readonly platforms: Partial<Record<PlatformName, Platform>>;
  /** Wakes workers up after a commit. Never throws: what it can't deliver the sweeper finds. */
  readonly wake: (wakes: readonly Wake[]) => Promise<void>;
  /** Where `/privacy`, `/terms` and `/support` are, without a slash at the end; undefined where nobody said how people reach them. */
  readonly publicUrl?: string | undefined;
  readonly log: Log;
}
