import type { Tx } from '../database/database.ts';
import { UserError } from '../errors.ts';
import { type Audience, type QuestionFilter, selectQuestion } from './select-question.ts';

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
): Promise<{ id: string; revision: number }> {
  if (typeof wanted === 'string') return currentRevision(tx, wanted);
  const chosen = await selectQuestion(tx, workspace, audience, wanted);
  if (chosen) return chosen;
  const kind = [...wanted.levels, ...wanted.categories].map((word) => `${word} `).join('');
  const where = wanted.tracks.length > 0 ? ` in ${wanted.tracks.join(', ')}` : '';
  throw new UserError(
    `There is no ${kind}question${where}. Ask for a broader one, for example without the level.`,
  );
}

async function currentRevision(tx: Tx, id: string): Promise<{ id: string; revision: number }> {
  const question = await tx
    .selectFrom('questions')
    .select(['id', 'revision'])
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (question) return question;
  throw new UserError(
    `There is no question “${id}” any more. Ask for one by its track, as in \`/interview question backend\`.`,
  );
}
