import { z } from 'zod';
import type { Assessment, Coach } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';

/** Questions that answers are graded to. */
export interface GradedBank {
  readonly questions: ReadonlyMap<string, Question>;
  /** Where they stand; undefined for those that Whetstone comes with. */
  readonly file: string | undefined;
}

/** What a coach says of one answer, as a line of JSON. */
export type Grade = Omit<Assessment, 'misconceptions'> & {
  readonly id: string;
  readonly misconceptions: readonly string[];
};

const lineSchema = z.object({
  id: z.string({ error: 'id should be a text' }),
  question: z.string({ error: 'question should be the id of a question' }),
  answer: z.string({ error: 'answer should be a text' }),
});

/** Grades one line of JSON, `{id, question, answer}`. Returns a sentence when the line can't be read. */
export async function gradeLine(coach: Coach, bank: GradedBank, line: string): Promise<Grade | string> {
  const { data, error } = lineSchema.safeParse(parse(line));
  if (error) return `${error.issues.map(({ message }) => message).join('; ')}.`;
  const question = bank.questions.get(data.question);
  if (!question) return unknownQuestion(data.question, bank);
  const assessment = await grade(coach, question, data.answer);
  return { id: data.id, ...assessment, misconceptions: assessment.misconceptions.map(({ text }) => text) };
}

export function grade(coach: Coach, question: Question, answer: string): Promise<Assessment> {
  return coach.assess({ question, answer, earlierAnswers: [] });
}

export function unknownQuestion(id: string, { file }: GradedBank): string {
  const name = `“${id.slice(0, 60)}”`;
  return file === undefined
    ? `There is no question ${name}. \`whetstone questions list\` shows all.`
    : `There is no question ${name} in ${file}.`;
}

/** Whatever is no JSON is no answer either. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
