import type { Db, Row, Tx } from '../database/database.ts';

export type Answer = Row<'answers'>;

export interface MessageKey {
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
}

export async function answerOfMessage(db: Db, { workspace, channel, message }: MessageKey) {
  return db
    .selectFrom('answers')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('message', '=', message)
    .executeTakeFirst();
}

/** Locks the answer until the transaction ends. */
export async function lockAnswer(tx: Tx, workspace: string, id: string) {
  return tx
    .selectFrom('answers')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function standingAnswer(db: Db, workspace: string, drop: string, member: string) {
  return db
    .selectFrom('answers')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('drop_id', '=', drop)
    .where('member_id', '=', member)
    .where('state', '=', 'standing')
    .executeTakeFirst();
}

/** Whether what a member wrote at a moment was conversation then, since they had an answer that they took back later. */
export async function hadAnswerAt(db: Db, workspace: string, drop: string, member: string, moment: Date) {
  const later = await db
    .selectFrom('answers')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('drop_id', '=', drop)
    .where('member_id', '=', member)
    .where('state', '=', 'withdrawn')
    .where('withdrawn_at', '>', moment)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

export async function revisionOf(db: Db, answer: Pick<Answer, 'workspace_id' | 'id' | 'revision'>) {
  return db
    .selectFrom('answer_revisions')
    .selectAll()
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('revision', '=', answer.revision)
    .executeTakeFirstOrThrow();
}

export async function findAnswer(db: Db, workspace: string, id: string) {
  return db
    .selectFrom('answers')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();
}
