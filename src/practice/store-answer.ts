import type { Row, Tx } from '../database/database.ts';
import { requestFeedback } from '../feedback/request-feedback.ts';
import type { Wake } from '../jobs.ts';
import { countStandings } from '../leaderboards/count-standings.ts';
import { localDay } from '../time.ts';
import { settingsOf } from '../workspaces/settings.ts';
import type { Answer } from './answers.ts';

interface NewAnswer {
  readonly drop: Pick<Row<'drops'>, 'workspace_id' | 'id' | 'channel_id'>;
  readonly member: string;
  /** Undefined for private practice. */
  readonly message?: string | undefined;
  readonly text: string;
}

/**
 * Makes a text the member's standing answer to a drop and asks for feedback on it. Undefined when the member has a
 * standing answer there already, so that an event told twice makes one answer.
 */
export async function storeAnswer(
  tx: Tx,
  queue: Wake[],
  { drop, member, message, text }: NewAnswer,
  now: Date,
): Promise<Answer | undefined> {
  const { timeZone } = await settingsOf(tx, drop.workspace_id);
  const answer = await tx
    .insertInto('answers')
    .values({
      workspace_id: drop.workspace_id,
      drop_id: drop.id,
      channel_id: drop.channel_id,
      member_id: member,
      message: message ?? null,
      is_private: message === undefined,
      state: 'standing',
      revision: 1,
      day: localDay(now, timeZone),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!answer) return undefined;
  await insertRevision(tx, answer, text, now);
  await requestFeedback(tx, queue, answer, now);
  await countStandings(tx, answer, { answers: 1 });
  return answer;
}

export async function insertRevision(
  tx: Tx,
  answer: Pick<Answer, 'workspace_id' | 'id' | 'revision'>,
  text: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('answer_revisions')
    .values({
      workspace_id: answer.workspace_id,
      answer_id: answer.id,
      revision: answer.revision,
      text,
      written_at: now,
      edited_at: now,
    })
    .execute();
}
