import { UserError } from '../base/errors.ts';
import type { Db, Tx } from '../database/database.ts';
import { askable } from './questions-of.ts';
import { type Audience, type QuestionFilter, type QuestionKey, selectQuestions } from './select-questions.ts';

/**
 * The question with this id, or the next one that matches.
 *
 * @throws UserError when there is none.
 */
export async function chooseQuestion(
  tx: Tx,
  workspace: string,
  audience: Audience,
  wanted: string | QuestionFilter,
  now: Date,
): Promise<QuestionKey> {
  if (typeof wanted === 'string') return currentRevision(tx, workspace, wanted);
  const [chosen] = await selectQuestions(tx, [{ workspace, ...audience, ...wanted }], now);
  if (chosen) return chosen;
  throw noneMatches(wanted);
}

export function noneMatches({ levels, categories, tracks }: QuestionFilter): UserError {
  const kind = [...levels, ...categories].map((word) => `${word} `).join('');
  const where = tracks.length > 0 ? ` in ${tracks.join(', ')}` : '';
  return new UserError(`There is no ${kind}question${where}. Leave something out, for example the level.`);
}

/**
 * The question with this id as it is now. Where a workspace has named a question like one of everybody's, its own is meant.
 *
 * @throws UserError when there is none.
 */
export async function currentRevision(db: Db, workspace: string, id: string): Promise<QuestionKey> {
  const question = await askable(db, workspace)
    .select(['questions.owner', 'questions.id', 'questions.revision'])
    .where('questions.id', '=', id)
    .orderBy('questions.owner', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (question) return question;
  throw new UserError(
    `There is no question “${id}” any more. Ask for one by its track, for example \`/interview question backend\`.`,
  );
}
