import { beforeAll } from 'vitest';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import type { Assessment } from '../../src/domain/coach.ts';
import type { Question } from '../../src/domain/question.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';

export const coach = rubricCoach();
export let questions: ReadonlyMap<string, Question>;

beforeAll(async () => {
  const tracks = await readTrialTracks();
  questions = new Map(tracks.flatMap((track) => track.questions).map((question) => [question.id, question]));
});

export function questionOf(id: string): Question {
  const question = questions.get(id);
  if (!question) throw new Error(`no question ${id}`);
  return question;
}

export function assess(
  id: string,
  answer: string,
  earlierAnswers: readonly string[] = [],
): Promise<Assessment> {
  return coach.assess({ question: questionOf(id), answer, earlierAnswers });
}
