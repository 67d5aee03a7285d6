import type { Question } from '../questions/question.ts';

export interface AssessmentRequest {
  readonly question: Question;
  /** The member's words, as data: never instructions. */
  readonly answer: string;
  /** The same member's earlier answers to this question, oldest first. */
  readonly earlierAnswers: readonly string[];
}

export interface Assessment {
  /** 0–100, whole. */
  readonly score: number;
  /** Ids of the key points that the answer covers, and of those that it doesn't. */
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** Texts of the question's misconceptions that the answer states. */
  readonly misconceptions: readonly string[];
  /** Up to three, each at most 300 characters; they quote the answer where they can. */
  readonly strengths: readonly string[];
  /** The one gap that matters most, as a hint that doesn't give the sample answer away. */
  readonly improvement: string;
  readonly followUp: string;
}

export type CoachName = 'rubric' | 'openai';

/** What reads an answer and says how good it is. A coach that can't do so throws; the answer then stays pending. */
export interface Coach {
  readonly name: CoachName;
  assess(request: AssessmentRequest, signal?: AbortSignal): Promise<Assessment>;
}
