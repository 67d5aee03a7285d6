import type { Generated, JSONColumnType } from 'kysely';
import type { Id, Instant, Optional, OptionalInstant } from '../database/database.ts';
import type { PostKind } from '../registry/post-kind.ts';
import type { MentorFirst } from './mentor-first.ts';

declare module '../database/database.ts' {
  interface Database {
    drops: Drops;
    answers: Answers;
    answer_revisions: AnswerRevisions;
    sample_views: SampleViews;
  }
}

interface Drops {
  workspace_id: string;
  id: Id;
  channel_id: string;
  source: 'schedule' | 'request' | 'private';
  /** Local date and time, `YYYY-MM-DD HH:MM:SS`; only of scheduled drops. */
  slot: Optional<string>;
  requested_by: Optional<string>;
  /** The drop's own workspace, or `everybody`. */
  question_owner: Optional<string>;
  question_id: Optional<string>;
  question_revision: Optional<number>;
  /** The topic for which a scheduled question was chosen, because the channel's members missed most of it. */
  weak_topic: Optional<string>;
  state: 'due' | 'open' | 'missed' | 'skipped';
  message: Optional<string>;
  reveal_after_minutes: number;
  opened_at: OptionalInstant;
  reveal_at: OptionalInstant;
  revealed_at: OptionalInstant;
  created_at: Instant;
}

interface Answers {
  workspace_id: string;
  id: Id;
  drop_id: string;
  channel_id: string;
  member_id: string;
  /** Null for private practice. */
  message: Optional<string>;
  is_private: boolean;
  /** Asked: its author hasn't decided whether it is an answer at all. Only what stands counts. */
  state: 'standing' | 'asked' | 'withdrawn';
  revision: number;
  /** Local date in the workspace's zone, `YYYY-MM-DD`. */
  day: string;
  /** 0–100: the latest mentor's, else the coach's. */
  score: Optional<number>;
  votes: Generated<number>;
  feedback_runs: Generated<number>;
  /** Why a mentor should look at it before others. */
  mentor_first: Optional<MentorFirst>;
  /** The author says that it is meant as an answer, by a button or by how it was given. */
  is_meant: Generated<boolean>;
  /** Texts of misconceptions that the author denies having stated. */
  denied: JSONColumnType<string[], string | undefined, string>;
  reviewed_at: OptionalInstant;
  /** The `PostKind` in which its author sees what the coach says of it. */
  shown_as: Generated<PostKind>;
  /** Where its author gave it in private, as the platform says: what follows is said there. */
  spot: Optional<string>;
  /** When it stood and was taken back, by the platform's clock where it tells. */
  withdrawn_at: OptionalInstant;
  /** When the text goes for good that was taken back; null where there is none to forget. */
  forget_at: OptionalInstant;
  created_at: Instant;
}

interface AnswerRevisions {
  workspace_id: string;
  answer_id: string;
  revision: number;
  text: string;
  written_at: Instant;
  edited_at: Instant;
}

interface SampleViews {
  workspace_id: string;
  member_id: string;
  drop_id: string;
  seen_at: Instant;
}
