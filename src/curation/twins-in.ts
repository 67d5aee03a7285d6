import { describeError } from '../base/errors.ts';
import type { Question } from '../domain/question.ts';
import type { NearDuplicate } from '../questions/lint/near-duplicates.ts';
import { similarQuestions } from '../questions/similar-questions.ts';
import type { Services } from '../services/services.ts';

/** The workspace's questions that ask about the same as a suggested one, the closest first. */
export async function twinsIn(
  { db, rubric, log }: Services,
  workspace: string,
  question: Question,
): Promise<NearDuplicate[]> {
  try {
    return await similarQuestions(db, rubric, workspace, question);
  } catch (error) {
    // It is advice: a fault of the coach keeps nobody from suggesting.
    log.error({ error: describeError(error) }, 'a question could not be compared with others');
    return [];
  }
}
