import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Database, Db } from '../../../src/database/database.ts';
import type { MessageRow } from '../rows.ts';
import { completeMessages } from './complete-messages.ts';
import type { Message } from './message.ts';
import type { Reader } from './reader.ts';

type Where = (eb: ExpressionBuilder<Database, 'web_messages'>) => Expression<SqlBool>;

function visible(db: Db, { workspace, viewer }: Reader, where: Where) {
  return db
    .selectFrom('web_messages')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where((eb) => eb.or([eb('only_for', 'is', null), eb('only_for', '=', viewer)]))
    .where(where);
}

async function complete(db: Db, reader: Reader, rows: MessageRow[]): Promise<Message[]> {
  return completeMessages(db, reader, rows);
}

/** The latest `limit` messages of the channel outside threads, oldest first; `before` an id, if given. */
export async function readChannel(
  db: Db,
  reader: Reader,
  channel: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<Message[]> {
  const rows = await visible(db, reader, (eb) =>
    eb.and([
      eb('channel_id', '=', channel),
      eb('thread_id', 'is', null),
      ...(before ? [eb('id', '<', before)] : []),
    ]),
  )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const messages = await complete(db, reader, rows.reverse());
  return messages.filter((message) => !message.deleted || message.replies);
}

/** The message and its replies, oldest first; empty when there is no such message to see. */
export async function readThread(db: Db, reader: Reader, channel: string, root: string): Promise<Message[]> {
  const rows = await visible(db, reader, (eb) =>
    eb.and([
      eb('channel_id', '=', channel),
      eb.or([
        eb.and([eb('id', '=', root), eb('thread_id', 'is', null)]),
        eb.and([eb('thread_id', '=', root), eb('deleted_at', 'is', null)]),
      ]),
    ]),
  )
    .orderBy('id')
    .execute();
  return rows[0]?.id === root ? complete(db, reader, rows) : [];
}

/** One message, or undefined when there is none to see. */
export async function readMessage(
  db: Db,
  reader: Reader,
  channel: string,
  id: string,
): Promise<Message | undefined> {
  const rows = await visible(db, reader, (eb) =>
    eb.and([eb('channel_id', '=', channel), eb('id', '=', id), eb('deleted_at', 'is', null)]),
  ).execute();
  return (await complete(db, reader, rows))[0];
}

/** What changed in the channel after `version`, in order, at most 100; deleted messages included. */
export async function readChanges(
  db: Db,
  reader: Reader,
  channel: string,
  version: string,
): Promise<Message[]> {
  const rows = await visible(db, reader, (eb) =>
    eb.and([eb('channel_id', '=', channel), eb('version', '>', version)]),
  )
    .orderBy('version')
    .limit(100)
    .execute();
  return complete(db, reader, rows);
}

/** The channel's latest version: a page made now has missed nothing up to it. */
export async function latestVersion(db: Db, workspace: string, channel: string): Promise<string> {
  const row = await db
    .selectFrom('web_messages')
    .select('version')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? '0';
}
