import type { Tx } from '../database/database.ts';
import { type Wake, wakes } from '../jobs.ts';
import type { Answer } from '../practice/answers.ts';

/** How often the coach reads one answer; later edits are kept, but not read. */
export const feedbackLimit = 5;

/** Makes feedback on the answer's current revision pending, and forgets what was pending on earlier ones. */
export async function requestFeedback(
  tx: Tx,
  queue: Wake[],
  answer: Pick<Answer, 'workspace_id' | 'id' | 'revision'>,
  dueAt: Date,
): Promise<void> {
  await tx
    .deleteFrom('feedback')
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('revision', '<', answer.revision)
    .where('state', '=', 'pending')
    .execute();
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
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  queue.push(wakes.giveFeedback(feedback));
}
