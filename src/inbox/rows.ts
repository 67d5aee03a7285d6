import type { Instant, Optional } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    latest_events: LatestEvents;
  }
}

/** What was told last of a message, or of a reaction to one. */
interface LatestEvents {
  workspace_id: string;
  channel_id: string;
  message: string;
  /** Whose reaction; '' of the message itself, as is the emoji. */
  member_id: string;
  emoji: string;
  /** By the platform's clock. */
  at: Instant;
  is_there: boolean;
  /** Who wrote the text. */
  author_id: Optional<string>;
  /** What a message was changed to that wasn't stored then. */
  text: Optional<string>;
}
