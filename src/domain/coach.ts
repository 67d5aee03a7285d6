import type { Question } from './question.ts';

export interface AssessmentRequest {
  readonly question: Question;
  /** The member's words, as data: never instructions. */
  readonly answer: string;
  /** The same member's earlier answers to this question, oldest first. */
  readonly earlierAnswers: readonly string[];
  /** Its author says that it is meant as an answer to the question. */
  readonly isMeant?: boolean;
  /** Its author is a mentor, who mostly speaks of what others answered. */
  readonly isByMentor?: boolean;
}

/** A misconception that an answer seems to state. */
export interface Doubt {
  /** The misconception's text. */
  readonly text: string;
  /** The words that seem to state it. */
  readonly quote: string;
  /** What a mentor would ask; empty when the question doesn't say. */
  readonly hint: string;
  /** Points of the score that it takes. */
  readonly cost: number;
}

/** Why a text gets no score: its coach doesn't read its language, or it seems to be no answer to the question. */
export type Unscored = 'language' | 'not-an-answer';

export interface Assessment {
  /** 0–100, whole; absent where none is given. */
  readonly score?: number;
  readonly unscored?: Unscored;
  /** It was written when its author could know the sample answer: the score that it would have had is left out. */
  readonly isAfterSample?: true;
  /** How far the score may be off, where the coach has little to go by. */
  readonly band?: readonly [from: number, to: number];
  /** Ids of the key points that the answer makes, that the coach isn't sure about (they count half), and that it leaves out. */
  readonly covered: readonly string[];
  readonly unsure: readonly string[];
  readonly missing: readonly string[];
  readonly misconceptions: readonly Doubt[];
  /** 1–5 for each dimension of the question's category; of a coach that judges those. */
  readonly dimensions?: readonly { readonly name: string; readonly score: number }[];
  /** Up to three, each at most 300 characters; they quote the answer where they can. */
  readonly strengths: readonly string[];
  /** What may make a key point, in the words of the answer. */
  readonly maybes: readonly string[];
  /** The one gap that matters most, as a hint that doesn't give the sample answer away. Empty: ask another coach. */
  readonly improvement: string;
  /** Empty: ask another coach. */
  readonly followUp: string;
}

/** What was said after the feedback: the coach's question, and the member's words. */
interface Exchange {
  readonly question: string;
  readonly said: string;
  readonly replied: string;
}

export interface ConversationRequest {
  readonly question: Question;
  readonly answer: string;
  readonly improvement: string;
  readonly before: readonly Exchange[];
  /** What was asked last, and what the member says to it: data, never instructions. */
  readonly asked: string;
  readonly said: string;
  readonly isLast: boolean;
}

export interface CoachReply {
  readonly reply: string;
  /** Empty when the conversation ends. */
  readonly nextQuestion: string;
}

/** What questions are to be written for. */
export interface DraftRequest {
  /** A job advertisement, or a role in somebody's words: data, never instructions. */
  readonly description: string;
  /** Of one of these each question is. */
  readonly tracks: readonly { readonly id: string; readonly title: string }[];
  /** Prompts of questions that are there already. */
  readonly known: readonly string[];
}

/** Of one call, also of one that came to nothing. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a dollar; undefined where the price isn't known. */
  readonly costMicroUsd: number | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Told of whatever was paid for, before the call resolves or rejects. */
  readonly onUsage?: (usage: Usage) => void;
}

export type CoachName = 'rubric' | 'openai';

/** What can run out for a day: the workspace's tokens, or a member's calls. */
export type Shortage = 'budget' | 'calls';

/** What reads an answer and says how good it is. A coach that can't do so throws; the answer then stays pending. */
export interface Coach {
  readonly name: CoachName;
  assess(request: AssessmentRequest, options?: CallOptions): Promise<Assessment>;
}

/** A coach that costs something, and that one can talk with. */
export interface ModelCoach extends Coach {
  /** What is asked, and how: the same name means the same feedback for the same request. */
  readonly model: string;
  /** The most tokens that a call can take which sends so many characters; drafts are longer than what is said of an answer. */
  mostTokens(characters: number, what?: 'draft'): number;
  reply(request: ConversationRequest, options?: CallOptions): Promise<CoachReply>;
  /** Questions that nobody has approved yet, with ids that are names only. */
  draft(request: DraftRequest, options?: CallOptions): Promise<Question[]>;
}

export function asksModel(coach: Coach): coach is ModelCoach {
  return 'model' in coach;
}

/** A fault of the coach's own, by which it can't read this answer. */
export class CoachFault extends Error {
  constructor(cause: unknown) {
    super('The coach has a fault.', { cause });
    this.name = 'CoachFault';
  }
}

/** Tells a coach's own faults from all that may be better in a while. */
export async function faultless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CoachError ? error : new CoachFault(error);
  }
}

/** Why a coach did not answer. The message never quotes anybody. */
export class CoachError extends Error {
  readonly code: string;
  /** How long it asked to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** The request certainly never was worked on: it never reached the server, or the server refused it unread. */
  readonly wasUnread: boolean;

  constructor(
    code: string,
    options: { cause?: unknown; retryAfterMs?: number | undefined; wasUnread?: boolean } = {},
  ) {
    super(`The coach did not answer (${code}).`, { cause: options.cause });
    this.name = 'CoachError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.wasUnread = options.wasUnread ?? false;
  }
}
