import type { ColumnType, Generated } from 'kysely';
import type { Id, Instant, OptionalInstant } from '../database/database.ts';
import type { Level } from '../domain/question.ts';

declare module '../database/database.ts' {
  interface Database {
    peer_mocks: PeerMocks;
    peer_questions: PeerQuestions;
  }
}

interface PeerMocks {
  workspace_id: string;
  id: Id;
  /** Who invited, and who interviews in the first half. */
  first_id: string;
  second_id: string;
  channel_id: string;
  tracks: ColumnType<string[], string[], never>;
  levels: ColumnType<Level[], string[], never>;
  minutes: number;
  /** While it runs, who of the two interviews; off: declined or called off. */
  state: 'invited' | 'first' | 'second' | 'done' | 'off';
  turn_ends_at: OptionalInstant;
  invited_at: Instant;
  started_at: OptionalInstant;
  /** Its end, or when an invitation that had been sent was declined or called off. */
  finished_at: OptionalInstant;
}

interface PeerQuestions {
  workspace_id: string;
  peer_mock_id: string;
  /** From 1, over both halves. */
  place: number;
  candidate_id: string;
  drop_id: string;
  state: 'asked' | 'marked' | 'skipped';
  /** Ids of the key points that the interviewer heard. */
  made: Generated<string[]>;
  comment: Generated<string>;
}
