import type { Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    reviews: Reviews;
    review_claims: ReviewClaims;
  }
}

interface Reviews {
  workspace_id: string;
  id: Id;
  answer_id: string;
  revision: number;
  mentor_id: string;
  score: Optional<number>;
  comment: Generated<string>;
  approved: boolean;
  source: 'form' | 'reply' | 'reaction';
  /** What makes the same review, told twice, one: a form's token, a message, a reaction. */
  source_id: string;
  created_at: Instant;
  withdrawn_at: OptionalInstant;
}

interface ReviewClaims {
  workspace_id: string;
  answer_id: string;
  mentor_id: string;
  expires_at: Instant;
}
