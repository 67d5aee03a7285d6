import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Instant, OptionalInstant } from '../database/database.ts';
import type { Category, Level, Question } from '../domain/question.ts';

declare module '../database/database.ts' {
  interface Database {
    tracks: Tracks;
    questions: Questions;
    question_revisions: QuestionRevisions;
    loaded_bank: LoadedBank;
  }
}

interface Tracks {
  id: string;
  title: string;
  description: string;
  preparation_tips: JSONColumnType<string[]>;
  related: JSONColumnType<string[]>;
  topics: JSONColumnType<string[]>;
  /** Shipped ones follow the files of questions/ at each start. */
  origin: 'shipped' | 'imported';
  retired_at: OptionalInstant;
}

interface Questions {
  /** The workspace that it belongs to; `everybody` for those that all see. */
  owner: string;
  /** That workspace, or null; PostgreSQL makes it, so that a workspace's questions go with it. */
  workspace_id: GeneratedAlways<string | null>;
  id: string;
  track_id: string;
  category: Category;
  level: Level;
  /** The first tag of the current revision. */
  topic: string | null;
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
