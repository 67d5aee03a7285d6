import type { Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { Verdict } from './grades.ts';

declare module '../database/database.ts' {
  interface Database {
    recalls: Recalls;
    recall_settings: RecallSettings;
  }
}

/** Something that a member was asked again. */
interface Recalls {
  workspace_id: string;
  id: Id;
  member_id: string;
  /** Local date in the member's zone, `YYYY-MM-DD`. */
  day: string;
  question_owner: string;
  question_id: string;
  /** A key point's id; null for the whole question. */
  point: Optional<string>;
  /** The whole question, as private practice. */
  drop_id: Optional<string>;
  state: 'asked' | 'answered' | 'skipped';
  /** Of a key point that was answered. What the member wrote isn't kept. */
  verdict: Optional<Verdict>;
  asked_at: Instant;
  answered_at: OptionalInstant;
}

interface RecallSettings {
  workspace_id: string;
  member_id: string;
  /** Where the member set it: where reminders come on platforms without direct messages. */
  channel_id: string;
  per_day: number;
  time_zone: string;
  /** Local time, `HH:MM:SS`; null while the member wants no reminders. */
  remind_at: Optional<string>;
  /** Null while no reminder is to come. */
  next_reminder_at: OptionalInstant;
  /** The local date of the last reminder: none comes twice on one. */
  reminded_on: Optional<string>;
  /** How many reminders in a row came to nothing. */
  unanswered: Generated<number>;
}
