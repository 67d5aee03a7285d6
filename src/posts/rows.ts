import type { Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    posts: Posts;
  }
}

interface Posts {
  workspace_id: string;
  id: Id;
  /** A `PostKind`. */
  kind: string;
  /** What the post shows: a drop's, an answer's or a suggestion's id, a leaderboard's slot, or why a message is no answer. */
  subject: string;
  channel_id: string;
  thread: Optional<string>;
  only_for: Optional<string>;
  key: Generated<string>;
  state: 'pending' | 'sending' | 'sent' | 'failed' | 'removed';
  message: Optional<string>;
  /** What it shows has changed since it was sent. */
  stale: Generated<boolean>;
  version: Generated<number>;
  attempts: Generated<number>;
  due_at: Instant;
  claimed_until: OptionalInstant;
  error: Optional<string>;
  created_at: Instant;
  sent_at: OptionalInstant;
}
