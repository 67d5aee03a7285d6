import { sql } from 'kysely';
import type { Db } from '../../../src/database/database.ts';
import type { MessageRow } from '../rows.ts';
import type { Message } from './message.ts';
import type { Reader } from './reader.ts';
import { unpackCard } from './stored-card.ts';
import { unreadInThreads } from './unread.ts';

/** Adds reactions, reply counts, what is new to the reader, and quoted lines: four statements, however many the messages. */
export async function completeMessages(
  db: Db,
  reader: Reader,
  rows: readonly MessageRow[],
): Promise<Message[]> {
  if (rows.length === 0) return [];
  const { workspace } = reader;
  const roots = rows.filter((row) => row.thread_id === null).map((row) => row.id);
  const quotes = rows.flatMap((row) => (row.reply_to ? [row.reply_to] : []));
  const [reactions, replies, unread, quoted] = await Promise.all([
    readReactions(
      db,
      workspace,
      rows.map((row) => row.id),
    ),
    readReplies(db, workspace, roots),
    unreadInThreads(db, reader, roots),
    readQuoted(db, workspace, quotes),
  ]);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel_id,
    thread: row.thread_id,
    author: row.author_id,
    onlyFor: row.only_for,
    text: row.deleted_at ? '' : row.text,
    card: row.card && !row.deleted_at ? unpackCard(row.card) : null,
    createdAt: row.created_at,
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
    version: row.version,
    reactions: reactions.filter((reaction) => reaction.message === row.id),
    replies: replies.find((entry) => entry.thread === row.id) ?? null,
    unread: unread.get(row.id) ?? 0,
    quoted: quoted.find((entry) => entry.id === row.reply_to) ?? null,
  }));
}

function readReactions(db: Db, workspace: string, ids: string[]) {
  return db
    .selectFrom('web_reactions')
    .select(['message_id as message', 'emoji'])
    .select(sql<string[]>`array_agg(person_id order by created_at, person_id)`.as('people'))
    .where('workspace_id', '=', workspace)
    .where('message_id', 'in', ids)
    .groupBy(['message_id', 'emoji'])
    .orderBy(sql`min(created_at)`)
    .orderBy('emoji')
    .execute();
}

async function readReplies(db: Db, workspace: string, roots: string[]) {
  if (roots.length === 0) return [];
  return db
    .selectFrom('web_messages')
    .select('thread_id as thread')
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<Date>`max(created_at)`.as('lastAt'))
    .select(
      sql<string[]>`coalesce(array_agg(distinct author_id) filter (where author_id is not null), '{}')`.as(
        'people',
      ),
    )
    .where('workspace_id', '=', workspace)
    .where('thread_id', 'in', roots)
    .where('deleted_at', 'is', null)
    .where('only_for', 'is', null)
    .groupBy('thread_id')
    .execute();
}

async function readQuoted(db: Db, workspace: string, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('web_messages')
    .select(['id', 'author_id as author'])
    .select(sql<string>`case when deleted_at is null then left(text, 200) else '' end`.as('text'))
    .where('workspace_id', '=', workspace)
    .where('id', 'in', ids)
    .execute();
}
