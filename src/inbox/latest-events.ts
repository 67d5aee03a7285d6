import { type Kysely, sql } from 'kysely';
import { minutesLater } from '../base/time.ts';
import type { Database, Db, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { MessageKey } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { sealWords } from '../words/words-plugin.ts';

/** What an event says of a message, or of one member's reaction to it. */
interface Told extends MessageKey {
  /** Of a reaction. */
  readonly member?: string;
  readonly emoji?: string;
  /** The platform's time of it; undefined where things are told in order, so that nothing need be remembered. */
  readonly at: Date | undefined;
  readonly isThere: boolean;
  /** Nothing has happened to it yet, so that there is nothing to remember for whoever stores it. */
  readonly isNew?: boolean;
  /** What a message was changed to. */
  readonly text?: string | undefined;
  /** Who wrote it. */
  readonly author?: string;
}

/**
 * Does what an event says to what it is about, unless something newer was told of the same: then it is left. If that isn't
 * stored yet, the event is remembered for `rememberedOf`, and false returned. It is looked for once more after that, so that
 * whoever stores it meanwhile finds the event, or this finds it.
 */
export async function tell<Found>(
  services: Services,
  told: Told,
  find: () => Promise<Found | undefined>,
  work: (tx: Tx, queue: Wake[], found: Found) => Promise<unknown>,
): Promise<boolean> {
  let found = await find();
  if (!found && !told.isNew && (await isNews(services.db, told))) found = await find();
  const about = found;
  if (!about) return false;
  const wordless = { ...told, text: undefined };
  await inTransaction(services, async (tx, queue) => {
    if (told.at === undefined || (await isNews(tx, wordless))) await work(tx, queue, about);
  });
  return true;
}

/** Remembers a message's words for a day, so that it can still be made an answer. */
export async function remember(db: Db, told: Told): Promise<void> {
  await isNews(db, told);
}

/**
 * Remembers what was told. False when something newer was, and outside of channels with practice. A message that is gone
 * doesn't come back. Until the transaction ends, nobody else can tell the same thing.
 */
async function isNews(
  db: Kysely<Database>,
  { workspace, channel, message, member = '', emoji = '', at, isThere, text, author }: Told,
): Promise<boolean> {
  if (at === undefined) return false;
  const { numAffectedRows = 0n } = await sql`
    insert into latest_events as latest
      (workspace_id, channel_id, message, member_id, emoji, at, is_there, text, author_id)
    select ${workspace}::bigint, ${channel}::text, ${message}::text, ${member}::text, ${emoji}::text, ${at}::timestamptz,
      ${isThere}::boolean, ${text === undefined ? null : sealWords(db, text)}::text,
      ${text === undefined ? null : (author ?? null)}::text
    where exists (select from drops where workspace_id = ${workspace} and channel_id = ${channel})
    on conflict (workspace_id, channel_id, message, member_id, emoji) do update
      set at = excluded.at, is_there = excluded.is_there, text = excluded.text, author_id = excluded.author_id
      where case when latest.emoji = '' and not (latest.is_there and excluded.is_there) then not excluded.is_there
        else latest.at <= excluded.at end`.execute(db);
  return numAffectedRows > 0n;
}

interface Remembered {
  readonly member: string;
  readonly emoji: string;
  readonly at: Date;
  readonly isThere: boolean;
  readonly text: string | null;
}

/** What was told of a message before it was stored, the message itself first. */
export const rememberedOf = inBatches(async (db: Db, messages: readonly MessageKey[]) => {
  const keys = messages.map(({ workspace, channel, message }) => ({ workspace, channel, message }));
  const { rows } = await sql<Remembered & { place: number }>`
    select place::int, member_id as member, emoji, at, is_there as "isThere", text
    from ${eachOf(keys)}
    cross join jsonb_to_record(item) as told (workspace bigint, channel text, message text)
    join latest_events on workspace_id = told.workspace and channel_id = told.channel
      and latest_events.message = told.message
    order by emoji, member_id`.execute(db);
  const found: Remembered[][] = messages.map(() => []);
  for (const { place, ...event } of rows) found[place - 1]?.push(event);
  return found;
});

/** All reactions to a message went, or all with one emoji. */
export async function forgetReactions(db: Db, { workspace, channel, message }: MessageKey, emoji?: string) {
  const remembered = db
    .deleteFrom('latest_events')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('message', '=', message);
  await (emoji === undefined
    ? remembered.where('emoji', '!=', '')
    : remembered.where('emoji', '=', emoji)
  ).execute();
}

/** After a day no platform repeats an event. */
export async function forgetEvents(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('latest_events').where('at', '<', minutesLater(now, -1440)).execute();
}
