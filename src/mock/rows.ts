import type { ColumnType, Generated } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { Level } from '../domain/question.ts';

declare module '../database/database.ts' {
  interface Database {
    mocks: Mocks;
    mock_questions: MockQuestions;
    mock_replies: MockReplies;
    mock_comments: MockComments;
  }
}

interface Mocks {
  workspace_id: string;
  id: Id;
  member_id: string;
  channel_id: string;
  /** Where the member acted last, as the platform says: what follows is said there. */
  spot: Optional<string>;
  tracks: ColumnType<string[], string[], never>;
  /** Empty means any. */
  levels: ColumnType<Level[], string[], never>;
  /** How many questions. */
  planned: number;
  minutes: number;
  state: 'running' | 'paused' | 'done';
  /** How long it ran before `running_since`. */
  elapsed_seconds: Generated<number>;
  running_since: OptionalInstant;
  /** When it is ended that nobody goes on with: its time and some grace. */
  ends_at: OptionalInstant;
  started_at: Instant;
  finished_at: OptionalInstant;
  /** A mentor who may read it. */
  shared_with: Optional<string>;
}

interface MockQuestions {
  workspace_id: string;
  mock_id: string;
  /** From 1. */
  place: number;
  drop_id: string;
  state: 'asked' | 'answered' | 'skipped';
  /** How many seconds the mock had run. */
  asked_after: number;
  /** How long the member took. */
  seconds: Optional<number>;
}

interface MockReplies {
  workspace_id: string;
  mock_id: string;
  place: number;
  /** The key point that the follow-up asks for. */
  point: string;
  question: string;
  reply: string;
  verdict: 'covered' | 'unsure' | 'missing';
  replied_at: Instant;
}

interface MockComments {
  workspace_id: string;
  mock_id: string;
  /** Makes a form that is sent twice one comment. */
  token: string;
  mentor_id: string;
  text: string;
  said_at: Instant;
}
