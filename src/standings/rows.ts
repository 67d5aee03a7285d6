import type { Generated } from 'kysely';

declare module '../database/database.ts' {
  interface Database {
    standings: Standings;
    standing_changes: StandingChanges;
  }
}

interface Standings {
  workspace_id: string;
  /** A channel's id, or '' for the whole workspace. */
  scope: string;
  /** `2026-W48`, `2026-11`, `2026-Q4` or `all`. */
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
