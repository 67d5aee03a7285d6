import type { Tx } from '../database/database.ts';
import { UserError } from '../errors.ts';
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
): Promise<QuestionKey> {
  if (typeof wanted === 'string') return currentRevision(tx, workspace, wanted);
  const [chosen] = await selectQuestions(tx, [{ workspace, ...audience, ...wanted }]);
  if (chosen) return chosen;
  const kind = [...wanted.levels, ...wanted.categories].map((word) => `${word} `).join('');
  const where = wanted.tracks.length > 0 ? ` in ${wanted.tracks.join(', ')}` : '';
  throw new UserError(
    `There is no ${kind}question${where}. Ask for a broader one, for example without the level.`,
  );
}

/** Where a workspace has named a question like one of everybody's, its own is meant. */
async function currentRevision(tx: Tx, workspace: string, id: string): Promise<QuestionKey> {
  const question = await askable(tx, workspace)
    .select(['questions.owner', 'questions.id', 'questions.revision'])
    .where('questions.id', '=', id)
    .orderBy('questions.owner', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (question) return question;
  throw new UserError(
    `There is no question “${id}” any more. Ask for one by its track, as in \`/interview question backend\`.`,
  );
}
