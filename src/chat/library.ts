import type { Category, Level, Question, TrackDetails } from '../domain/question.ts';
import type { Card } from './card.ts';

/** What to look for in the question bank; what is left out may be anything. */
export interface LibraryQuery {
  readonly track?: string | undefined;
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  readonly category?: Category | undefined;
  /** As in a search engine: `slow query -mongo`. */
  readonly words?: string | undefined;
}

/** A track without its questions. */
export interface TrackSummary extends TrackDetails {
  /** How many of its questions can be asked in the workspace. */
  readonly count: number;
}

/** Questions to read, of all that match. */
export interface LibraryPage {
  readonly questions: readonly Question[];
  readonly count: number;
}

/** A mock interview that is over. */
export interface MockSummary {
  readonly id: string;
  readonly at: Date;
  readonly tracks: readonly string[];
  readonly minutes: number;
  readonly planned: number;
  readonly answered: number;
}

export interface MockReport {
  readonly card: Card;
  /** The same with all that was said, to keep. */
  readonly markdown: string;
}
