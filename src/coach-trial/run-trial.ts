import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import pRetry from 'p-retry';
import { type Assessment, type Coach, CoachError, type Usage } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';
import type { TrialAnswer } from './trial-answers.ts';

/** What came of one answer. */
export interface Outcome {
  readonly labelled: TrialAnswer;
  readonly question: Question;
  /** What the coach made of it, or the code of the CoachError why it made nothing. */
  readonly got: Pick<Assessment, 'score' | 'covered' | 'missing'> | { readonly failure: string };
  /** Of the last attempt, without waiting. */
  readonly seconds: number;
  readonly usages: readonly Usage[];
}

interface TrialOptions {
  readonly atOnce: number;
  /** Ends it with what was read until then. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** When so many have failed and none was read, the others would fail as well. */
const hopeless = 8;
const mostWaitMs = 30_000;

/** Has a coach read the answers. What was cut off by the signal is left out. */
export async function runTrial(
  coach: Coach,
  answers: readonly TrialAnswer[],
  questions: ReadonlyMap<string, Question>,
  { atOnce, signal, onProgress }: TrialOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const giveUp = new AbortController();
  const enough = AbortSignal.any([signal, giveUp.signal]);
  const readOne = async (labelled: TrialAnswer) => {
    if (enough.aborted) return;
    const outcome = await read(coach, labelled, questionOf(labelled, questions), enough);
    if (enough.aborted && 'failure' in outcome.got) return;
    outcomes.push(outcome);
    onProgress(outcomes.length);
    if (outcomes.length >= hopeless && outcomes.every(({ got }) => 'failure' in got)) giveUp.abort();
  };
  try {
    await pLimit(atOnce).map(answers, readOne);
  } finally {
    giveUp.abort();
  }
  return outcomes;
}

function questionOf({ id, question }: TrialAnswer, questions: ReadonlyMap<string, Question>): Question {
  const found = questions.get(question);
  if (!found) throw new Error(`${id} answers a question that isn’t there`);
  return found;
}

/** What may be better in a moment is tried once more. */
async function read(
  coach: Coach,
  labelled: TrialAnswer,
  question: Question,
  signal: AbortSignal,
): Promise<Outcome> {
  const usages: Usage[] = [];
  const options = { signal, onUsage: (usage: Usage) => usages.push(usage) };
  let startedAt = performance.now();
  const attempt = () => {
    startedAt = performance.now();
    return coach.assess({ question, answer: labelled.answer, earlierAnswers: [] }, options);
  };
  const got = await pRetry(attempt, {
    retries: 1,
    minTimeout: 500,
    signal,
    shouldRetry: ({ error }) => isPassing(error),
    onFailedAttempt: async ({ error, retriesLeft }) => {
      const wait = error instanceof CoachError ? (error.retryAfterMs ?? 0) : 0;
      if (retriesLeft > 0 && isPassing(error)) await pause(Math.min(wait, mostWaitMs), undefined, { signal });
    },
  }).catch((error) => {
    if (error instanceof CoachError) return { failure: error.code };
    if (signal.aborted) return { failure: 'stopped' };
    throw error;
  });
  return { labelled, question, got, seconds: (performance.now() - startedAt) / 1000, usages };
}

/** A server that is busy, at its limit or cut off; a slow or unreadable model stays so. */
function isPassing(error: unknown): boolean {
  return error instanceof CoachError && /^(HTTP (408|409|425|429|5\d\d)|E[A-Z]+|UND_\w+)$/.test(error.code);
}
