import type { JSONColumnType } from 'kysely';
import type { Instant } from '../database/database.ts';
import type { Figures } from './figures.ts';

declare module '../database/database.ts' {
  interface Database {
    coach_trials: CoachTrials;
  }
}

/** Of the model that a server has; the latest. */
interface CoachTrials {
  server: string;
  model: string;
  tried_at: Instant;
  figures: JSONColumnType<Figures>;
}
