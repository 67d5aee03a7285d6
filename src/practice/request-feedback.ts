import type { ExpressionBuilder } from 'kysely';
import type { Database, Tx } from '../database/database.ts';
import type { Wake } from '../services/wake.ts';
import type { Answer } from './answers.ts';
import { wakeForFeedback } from './wakes.ts';

/** How often the coach reads one answer; later edits are kept, but not read. */
export const feedbackLimit = 5;

/** Makes feedback on the answer's current revision pending, and forgets what was pending on earlier ones, but for the one that counts. */
export async function requestFeedback(
  tx: Tx,
  queue: Wake[],
  answer: Pick<Answer, 'workspace_id' | 'id' | 'revision'>,
  dueAt: Date,
  counting?: number,
): Promise<void> {
  await forgetPendingFeedback(tx, answer, answer.revision, counting);
  const feedback = await tx
    .insertInto('feedback')
    .values({
      workspace_id: answer.workspace_id,
      answer_id: answer.id,
      revision: answer.revision,
      state: 'pending',
      due_at: dueAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'answer_id', 'revision']).doUpdateSet((eb) => ({
        state: 'pending',
        round: eb('feedback.round', '+', 1),
        due_at: dueAt,
        claimed_until: null,
        attempts: 0,
        first_tried_at: null,
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  queue.push(wakeForFeedback(feedback));
}

/** Of the revisions before that one: what was never given is wanted no more; what was to be given once more stays as it was given. */
export async function forgetPendingFeedback(
  tx: Tx,
  { workspace_id, id }: Pick<Answer, 'workspace_id' | 'id'>,
  before: number,
  except = 0,
): Promise<void> {
  const isPending = (eb: ExpressionBuilder<Database, 'feedback'>) =>
    eb.and([
      eb.and({ workspace_id, answer_id: id, state: 'pending' }),
      eb('revision', '<', before),
      eb('revision', '!=', except),
    ]);
  await tx.deleteFrom('feedback').where(isPending).where('assessment', 'is', null).execute();
  const given = { state: 'given', claimed_until: null, error: null } as const;
  await tx.updateTable('feedback').set(given).where(isPending).execute();
}
