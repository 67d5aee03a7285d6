import type { Instant, Optional } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    direct_messages: DirectMessages;
  }
}

/** What the bot said to a member in a conversation of the two. */
interface DirectMessages {
  workspace_id: string;
  /** The platform's id of the conversation. */
  channel_id: string;
  message: string;
  /** Null once its reader is forgotten: then it is to be removed, and the row with it. */
  member_id: Optional<string>;
  sent_at: Instant;
}
