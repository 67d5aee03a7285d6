import type { Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    preparations: Preparations;
  }
}

interface Preparations {
  workspace_id: string;
  id: Id;
  /** Makes a form that is sent twice one preparation. */
  token: string;
  channel_id: string;
  member_id: string;
  /** What the member wants to prepare for; null once the drafts are there or given up. */
  description: Optional<string>;
  /** Given also where nothing was drafted. */
  state: 'pending' | 'given' | 'failed';
  due_at: Instant;
  claimed_until: OptionalInstant;
  attempts: Generated<number>;
  error: Optional<string>;
  /** How many questions became suggestions. */
  drafted: Generated<number>;
  asked_at: Instant;
  given_at: OptionalInstant;
}
