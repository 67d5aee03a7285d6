import type { Row, Tx } from '../database/database.ts';
import type { Wake } from '../jobs.ts';
import { requestPost } from '../posts/request-post.ts';
import type { QuestionKey } from '../questions/select-question.ts';

export interface DropRequest {
  readonly workspace: string;
  readonly channel: string;
  readonly source: Row<'drops'>['source'];
  readonly slot?: string;
  readonly requestedBy?: string;
  readonly revealAfterMinutes: number;
  readonly question: QuestionKey;
}

/** Stores a drop and, unless it is private, the request to post it. Undefined when the slot has its drop already. */
export async function createDrop(
  tx: Tx,
  queue: Wake[],
  request: DropRequest,
  now: Date,
): Promise<Pick<Row<'drops'>, 'workspace_id' | 'id' | 'channel_id'> | undefined> {
  const isPrivate = request.source === 'private';
  const drop = await tx
    .insertInto('drops')
    .values({
      workspace_id: request.workspace,
      channel_id: request.channel,
      source: request.source,
      slot: request.slot ?? null,
      requested_by: request.requestedBy ?? null,
      question_owner: request.question.owner,
      question_id: request.question.id,
      question_revision: request.question.revision,
      state: isPrivate ? 'open' : 'due',
      reveal_after_minutes: request.revealAfterMinutes,
      opened_at: isPrivate ? now : null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'slot']).doNothing())
    .returning(['workspace_id', 'id', 'channel_id'])
    .executeTakeFirst();
  if (drop && !isPrivate) {
    const post = { workspace_id: drop.workspace_id, kind: 'drop', subject: drop.id } as const;
    await requestPost(tx, queue, { ...post, channel_id: drop.channel_id }, now);
  }
  return drop;
}
