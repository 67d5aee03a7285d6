import type { Tx } from '../database/database.ts';
import type { Question } from '../questions/question.ts';

/** Stores one of a workspace's own questions: a new one, or the next revision of one that it has. */
export async function storeOwnQuestion(
  tx: Tx,
  workspace: string,
  question: Question,
  now: Date,
): Promise<void> {
  const [track_id = ''] = question.id.split('/');
  const { category, level } = question;
  const { revision } = await tx
    .insertInto('questions')
    .values((eb) => ({
      owner: workspace,
      id: question.id,
      track_id,
      category,
      level,
      position: eb
        .selectFrom('questions')
        .select((one) => one.fn.countAll<number>().as('number'))
        .where('owner', '=', workspace),
      revision: 1,
      origin: 'suggested',
    }))
    .onConflict((conflict) =>
      conflict.columns(['owner', 'id']).doUpdateSet((eb) => ({
        category,
        level,
        revision: eb('questions.revision', '+', 1),
        retired_at: null,
      })),
    )
    .returning('revision')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('question_revisions')
    .values({
      owner: workspace,
      question_id: question.id,
      revision,
      content: JSON.stringify(question),
      created_at: now,
    })
    .execute();
}
