import type { Logger } from 'pino';
import type { Undo } from '../src/base/undo.ts';
import type { Config } from '../src/config/config.ts';
import type { Services } from '../src/services/services.ts';

/** What every step of a start goes by. */
export interface Starting {
  readonly config: Config;
  readonly log: Logger;
  readonly now: Services['now'];
  /** Takes what gives back what a step has opened. */
  readonly undo: Undo;
  /** Aborting it gives up the start at its next step. */
  readonly signal: AbortSignal | undefined;
}
