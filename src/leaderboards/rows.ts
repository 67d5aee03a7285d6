import type { Instant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    votes: Votes;
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
