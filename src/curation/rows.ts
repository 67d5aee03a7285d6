import type { Generated, JSONColumnType } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { Question } from '../domain/question.ts';

declare module '../database/database.ts' {
  interface Database {
    suggestions: Suggestions;
    retirements: Retirements;
  }
}

interface Suggestions {
  workspace_id: string;
  id: Id;
  /** Makes a form that is sent twice one suggestion. */
  token: string;
  channel_id: string;
  member_id: string;
  content: JSONColumnType<Question>;
  state: 'waiting' | 'approved' | 'declined' | 'withdrawn';
  /** Why it was declined, if the curator said so. */
  reason: Generated<string>;
  created_at: Instant;
  decided_by: Optional<string>;
  decided_at: OptionalInstant;
  /** For which a model wrote it. */
  preparation_id: Optional<string>;
  /** The question that it became. */
  question_owner: Optional<string>;
  question_id: Optional<string>;
}

interface Retirements {
  workspace_id: string;
  question_owner: string;
  question_id: string;
  retired_by: string;
  retired_at: Instant;
}
