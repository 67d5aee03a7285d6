import { z } from 'zod';
import type { Question } from '../questions/question.ts';
import type { Assessment, Coach } from './coach.ts';

/** What a coach says of one answer, as a line of JSON. */
export type Grade = Assessment & { readonly id?: string };

const lineSchema = z.object({
  id: z.string({ error: 'id should be a text' }),
  question: z.string({ error: 'question should be the id of a question' }),
  answer: z.string({ error: 'answer should be a text' }),
});

/** Grades one line of JSON, `{id, question, answer}`. Returns a sentence when the line can't be read. */
export async function gradeLine(
  coach: Coach,
  questions: ReadonlyMap<string, Question>,
  line: string,
): Promise<Grade | string> {
  const { data, error } = lineSchema.safeParse(parse(line));
  if (error) return `${error.issues.map(({ message }) => message).join('; ')}.`;
  const question = questions.get(data.question);
  if (!question) return unknownQuestion(data.question);
  return { id: data.id, ...(await grade(coach, question, data.answer)) };
}

export function grade(coach: Coach, question: Question, answer: string): Promise<Assessment> {
  return coach.assess({ question, answer, earlierAnswers: [] });
}

export function unknownQuestion(id: string): string {
  return `There is no question “${id.slice(0, 60)}”. \`whetstone questions list\` shows all.`;
}

/** Whatever is no JSON is no answer either. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
