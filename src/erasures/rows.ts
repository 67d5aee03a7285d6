import type { Generated } from 'kysely';
import type { Instant, Optional, OptionalInstant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    erasures: Erasures;
  }
}

interface Erasures {
  workspace_id: string;
  /** The stand-in's id, under which stays what is others', too. */
  as_id: Generated<string>;
  /** Who asked to be forgotten; null once they are. */
  member_id: Optional<string>;
  keeps_reviews: boolean;
  /** Since when their account is deactivated, where they didn't ask themselves. */
  left_at: OptionalInstant;
  asked_at: Instant;
  done_at: OptionalInstant;
  /** Of the stand-in's id and theirs, once they are forgotten: tells what they wrote before, when it is read once more. */
  digest: Optional<string>;
}
