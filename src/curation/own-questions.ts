import type { Tx } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import { knownQuestions, revisionOf } from '../questions/known-questions.ts';
import { lockQuestions, storeQuestions } from '../questions/store-questions.ts';

/** Stores one of a workspace's own questions: a new one, after the others, or the next revision of one that it has. */
export async function storeOwnQuestion(
  tx: Tx,
  workspace: string,
  question: Question,
  now: Date,
): Promise<void> {
  await lockQuestions(tx);
  const known = (await knownQuestions(tx, workspace, [question.id])).get(question.id);
  const { position, origin } = known ?? { position: await numberOfOwn(tx, workspace), origin: 'suggested' };
  const stored = { question, position, origin, revision: revisionOf(question, known) };
  await storeQuestions(tx, workspace, [stored], now);
}

async function numberOfOwn(tx: Tx, workspace: string): Promise<number> {
  const { number } = await tx
    .selectFrom('questions')
    .select((eb) => eb.fn.countAll<string>().as('number'))
    .where('owner', '=', workspace)
    .executeTakeFirstOrThrow();
  return Number(number);
}
