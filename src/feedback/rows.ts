import type { ColumnType, Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { Assessment, CoachName, Shortage } from '../domain/coach.ts';

declare module '../database/database.ts' {
  interface Database {
    feedback: FeedbackTable;
    coach_calls: CoachCalls;
    coach_ratings: CoachRatings;
    conversation_turns: ConversationTurns;
  }
}

interface FeedbackTable {
  workspace_id: string;
  answer_id: string;
  revision: number;
  /** Failed: the coach has a fault of its own, by which it can't read this, or was away for too long. */
  state: 'pending' | 'given' | 'failed';
  /** Grows when the text changes under a pending or given feedback; a result of an older round is dropped. */
  round: Generated<number>;
  due_at: Instant;
  claimed_until: OptionalInstant;
  attempts: Generated<number>;
  /** Since when the coach is tried for this round. */
  first_tried_at: OptionalInstant;
  error: Optional<string>;
  coach: Optional<CoachName>;
  score: Optional<number>;
  assessment: ColumnType<Assessment | null, string | null | undefined, string | null>;
  given_at: OptionalInstant;
  /** What ran out, so that the rubric coach spoke for the model. */
  stand_in_for: Optional<Shortage>;
  /** The rubric coach's score, where another coach spoke. */
  second_score: Optional<number>;
  /** A digest of all that the model was told. */
  cache_key: Optional<string>;
}

/** What a member thinks of what the AI coach said of an answer. */
interface CoachRatings {
  workspace_id: string;
  answer_id: string;
  member_id: string;
  is_helpful: boolean;
  rated_at: Date;
}

interface CoachCalls {
  workspace_id: string;
  id: Id;
  member_id: string;
  /** None for a draft of questions. */
  answer_id: Optional<string>;
  purpose: 'feedback' | 'conversation' | 'draft';
  model: string;
  /** Local date in the workspace's zone, `YYYY-MM-DD`. */
  day: string;
  /** While it runs, the most that it can take. */
  input_tokens: number;
  output_tokens: number;
  cost_micro_usd: Optional<string>;
  started_at: Instant;
  finished_at: OptionalInstant;
}

interface ConversationTurns {
  workspace_id: string;
  answer_id: string;
  turn: number;
  revision: number;
  question: string;
  said: string;
  replied: Optional<string>;
  next_question: Optional<string>;
  state: 'pending' | 'given';
  due_at: Instant;
  claimed_until: OptionalInstant;
  attempts: Generated<number>;
  error: Optional<string>;
  asked_at: Instant;
  given_at: OptionalInstant;
}
