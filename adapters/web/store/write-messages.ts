import { sql } from 'kysely';
import type { Db, Tx } from '../../../src/database/database.ts';
import { announce, nextVersion, writing } from './writing.ts';

export interface NewMessage {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly author: string | null;
  readonly onlyFor?: string;
  readonly replyTo?: string | undefined;
  readonly key?: string;
  readonly text: string;
  /** A card as JSON. */
  readonly card?: string;
  /** Of a message with a key. */
  readonly file?: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };
}

/** Stores a message once per key and returns its id. */
export function insertMessage(db: Db, message: NewMessage): Promise<string> {
  const { workspace, channel, thread = null } = message;
  return writing(db, workspace, async (tx) => {
    const inserted = await tx
      .insertInto('web_messages')
      .values({
        workspace_id: workspace,
        channel_id: channel,
        thread_id: thread,
        author_id: message.author,
        only_for: message.onlyFor ?? null,
        reply_to: message.replyTo ?? null,
        key: message.key ?? null,
        text: message.text,
        card: message.card ?? null,
        edited_at: null,
        deleted_at: null,
        version: nextVersion,
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return idOfKey(tx, workspace, message.key ?? '');
    if (message.file) await insertFile(tx, message, message.file);
    if (thread) await touch(tx, workspace, thread);
    await announce(tx, workspace, channel);
    return inserted.id;
  });
}

export interface Written {
  readonly workspace: string;
  readonly channel: string;
  readonly id: string;
  /** Null when Whetstone spoke. */
  readonly author: string | null;
}

/** Replaces what the author wrote; false when there is no such message. */
export function updateMessage(
  db: Db,
  written: Written,
  content: { readonly text: string; readonly card?: string },
): Promise<boolean> {
  return writing(db, written.workspace, async (tx) => {
    const { numUpdatedRows } = await existing(tx, written)
      .set({
        text: content.text,
        card: content.card ?? null,
        edited_at: written.author === null ? null : sql<Date>`now()`,
        version: nextVersion,
      })
      .executeTakeFirstOrThrow();
    await announce(tx, written.workspace, written.channel);
    return numUpdatedRows > 0n;
  });
}

/** Deletes a message of this author; false when there is none. */
export function deleteMessage(db: Db, written: Written): Promise<boolean> {
  return writing(db, written.workspace, async (tx) => {
    const gone = await existing(tx, written)
      .set({ deleted_at: sql<Date>`now()`, text: '', card: null, version: nextVersion })
      .returning('thread_id')
      .executeTakeFirst();
    if (gone?.thread_id) await touch(tx, written.workspace, gone.thread_id);
    if (gone) await announce(tx, written.workspace, written.channel);
    return gone !== undefined;
  });
}

/** Gives the message a new version, so that pages show it anew. */
export async function touch(tx: Tx, workspace: string, id: string): Promise<void> {
  await tx
    .updateTable('web_messages')
    .set({ version: nextVersion })
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .execute();
}

function existing(tx: Tx, { workspace, channel, id, author }: Written) {
  return tx
    .updateTable('web_messages')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('id', '=', id)
    .where('author_id', author === null ? 'is' : '=', author)
    .where('deleted_at', 'is', null);
}

async function insertFile(
  tx: Tx,
  { workspace, key = '' }: NewMessage,
  { name, mediaType, bytes }: NonNullable<NewMessage['file']>,
): Promise<void> {
  const file = { name, media_type: mediaType, bytes: Buffer.from(bytes) };
  await tx
    .insertInto('web_files')
    .values({ workspace_id: workspace, key, ...file })
    .execute();
}

async function idOfKey(tx: Tx, workspace: string, key: string): Promise<string> {
  const row = await tx
    .selectFrom('web_messages')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return row.id;
}
