import type { Generated } from 'kysely';
import type { Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { Category, Level } from '../domain/question.ts';

declare module '../database/database.ts' {
  interface Database {
    schedules: Schedules;
  }
}

interface Schedules {
  workspace_id: string;
  channel_id: string;
  /** ISO weekdays, 1 is Monday. */
  days: number[];
  /** Local time, `HH:MM:SS`. */
  at: string;
  time_zone: string;
  /** Empty means any. */
  tracks: string[];
  levels: Level[];
  categories: Category[];
  reveal_after_minutes: number;
  leaderboard_day: Optional<number>;
  /** At most every second question is chosen by what the channel's members miss. */
  is_adaptive: Generated<boolean>;
  /** A role of the platform that a question pings, by id. */
  ping_role: Optional<string>;
  paused_at: OptionalInstant;
  next_slot_at: Instant;
  /** Whom to tell when it can't be kept. */
  updated_by: Optional<string>;
  updated_at: Instant;
}
