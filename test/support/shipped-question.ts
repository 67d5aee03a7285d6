import type { Question } from '../../src/domain/question.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';

/** A question that comes with Whetstone, as programs that the tests start ask it. */
export async function shippedQuestion(id: string): Promise<Question> {
  const { tracks } = await readBank(bankFolder);
  const question = tracks.flatMap(({ questions }) => questions).find((one) => one.id === id);
  if (!question) throw new Error(`the bank lacks ${id}`);
  return question;
}
