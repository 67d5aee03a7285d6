import type {
  ColumnType,
  Generated,
  GeneratedAlways,
  Insertable,
  JSONColumnType,
  Kysely,
  Selectable,
  Transaction,
} from 'kysely';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Figures } from '../coach-trial/figures.ts';
import type { Assessment, CoachName, Shortage } from '../feedback/coach.ts';
import type { MentorFirst } from '../feedback/mentor-first.ts';
import type { Category, Level, Question } from '../questions/question.ts';

/** Keys are bigint in Postgres and strings here. */
type Id = Generated<string>;
type Instant = ColumnType<Date, Date, Date>;
type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

interface Workspaces {
  id: Id;
  platform: PlatformName;
  external_id: string;
  name: string;
  settings: ColumnType<unknown, string | undefined, string>;
  created_at: Generated<Date>;
}

interface Channels {
  workspace_id: string;
  id: string;
  name: string;
  /** Why the bot can't post here, for admins; null while it can. */
  problem: Optional<string>;
}

interface Members {
  workspace_id: string;
  id: string;
  name: string;
  is_mentor: Generated<boolean>;
  /** Where the member wants feedback; null leaves it to the workspace. */
  feedback: Optional<'thread' | 'private'>;
}

interface Tracks {
  id: string;
  title: string;
  description: string;
  preparation_tips: JSONColumnType<string[]>;
  related: JSONColumnType<string[]>;
  /** Shipped ones follow the files of questions/ at each start. */
  origin: 'shipped' | 'imported';
  retired_at: OptionalInstant;
}

interface Questions {
  /** The workspace that it belongs to; `everybody` for those that all see. */
  owner: string;
  id: string;
  track_id: string;
  category: Category;
  level: Level;
  position: number;
  revision: number;
  origin: 'shipped' | 'imported' | 'suggested';
  retired_at: OptionalInstant;
}

interface QuestionRevisions {
  owner: string;
  question_id: string;
  revision: number;
  content: JSONColumnType<Question>;
  /** A tsvector of what may be searched: not the sample answer. */
  search: GeneratedAlways<string>;
  created_at: Instant;
}

interface LoadedBank {
  is_only: Generated<boolean>;
  digest: string;
  summary: string;
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

interface Schedules {
  workspace_id: string;
  channel_id: string;
  /** ISO weekdays, 1 is Monday. */
  days: number[];
  /** Local time, `HH:MM:SS`. */
  at: string;
  time_zone: string;
  /** Empty means any. */
  tracks: string[];
  levels: Level[];
  categories: Category[];
  reveal_after_minutes: number;
  leaderboard_day: Optional<number>;
  /** A role of the platform that a question pings, by id. */
  ping_role: Optional<string>;
  paused_at: OptionalInstant;
  next_slot_at: Instant;
  /** Whom to tell when it can't be kept. */
  updated_by: Optional<string>;
  updated_at: Instant;
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
  /** Where its author gave it in private, as the platform says: what follows is said there. */
  spot: Optional<string>;
  /** When it stood and was taken back, by the platform's clock where it tells. */
  withdrawn_at: OptionalInstant;
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

interface FeedbackTable {
  workspace_id: string;
  answer_id: string;
  revision: number;
  /** Failed: the coach has a fault of its own, by which it can't read this. */
  state: 'pending' | 'given' | 'failed';
  /** Grows when the text changes under a pending or given feedback; a result of an older round is dropped. */
  round: Generated<number>;
  due_at: Instant;
  claimed_until: OptionalInstant;
  attempts: Generated<number>;
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

interface CoachCalls {
  workspace_id: string;
  id: Id;
  member_id: string;
  answer_id: string;
  purpose: 'feedback' | 'conversation';
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

interface Votes {
  workspace_id: string;
  answer_id: string;
  voter_id: string;
  /** The emoji, or `button`. */
  emoji: string;
  created_at: Instant;
}

interface Standings {
  workspace_id: string;
  /** A channel's id, or '' for the whole workspace. */
  scope: string;
  /** `2026-W48`, `2026-11` or `all`. */
  period: string;
  member_id: string;
  votes: number;
  answers: number;
}

/** What is yet to be added to standings. */
interface StandingChanges {
  workspace_id: string;
  id: Generated<string>;
  channel_id: string;
  member_id: string;
  day: string;
  votes: number;
  answers: number;
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

/** What was told last of a message, or of a reaction to one. */
interface LatestEvents {
  workspace_id: string;
  channel_id: string;
  message: string;
  /** Whose reaction; '' of the message itself, as is the emoji. */
  member_id: string;
  emoji: string;
  /** By the platform's clock. */
  at: Instant;
  is_there: boolean;
  /** What a message was changed to that wasn't stored then. */
  text: Optional<string>;
}

/** Of the model that a server has; the latest. */
interface CoachTrials {
  server: string;
  model: string;
  tried_at: Instant;
  figures: JSONColumnType<Figures>;
}

export interface Database {
  workspaces: Workspaces;
  channels: Channels;
  members: Members;
  tracks: Tracks;
  questions: Questions;
  question_revisions: QuestionRevisions;
  loaded_bank: LoadedBank;
  suggestions: Suggestions;
  retirements: Retirements;
  schedules: Schedules;
  drops: Drops;
  answers: Answers;
  answer_revisions: AnswerRevisions;
  feedback: FeedbackTable;
  reviews: Reviews;
  review_claims: ReviewClaims;
  votes: Votes;
  standings: Standings;
  standing_changes: StandingChanges;
  latest_events: LatestEvents;
  posts: Posts;
  coach_calls: CoachCalls;
  conversation_turns: ConversationTurns;
  coach_trials: CoachTrials;
}

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export type Row<T extends keyof Database> = Selectable<Database[T]>;
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;
