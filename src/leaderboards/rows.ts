import type { Generated } from 'kysely';
import type { Instant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    votes: Votes;
    standings: Standings;
    standing_changes: StandingChanges;
  }
}

interface Votes {
  workspace_id: string;
  answer_id: string;
  voter_id: string;
  /** The emoji, or `button`. */
  emoji: string;
  created_at: Instant;
}

interface Standings {
  workspace_id: string;
  /** A channel's id, or '' for the whole workspace. */
  scope: string;
  /** `2026-W48`, `2026-11` or `all`. */
  period: string;
  member_id: string;
  votes: number;
  answers: number;
}

/** What is yet to be added to standings. */
interface StandingChanges {
  workspace_id: string;
  id: Generated<string>;
  channel_id: string;
  member_id: string;
  day: string;
  votes: number;
  answers: number;
}
