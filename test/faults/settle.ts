import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';

const patience = { timeout: 90_000, interval: 250 };

/** How long a claim lasts. */
const claims = { posts: '2 minutes', feedback: '3 minutes' };

/** What was taken on that long ago by who died, or lost the database, may be taken on again at once, not only minutes later. */
export async function releaseClaims(db: Db, ago = '0 seconds'): Promise<void> {
  for (const [table, lasts] of Object.entries(claims))
    await sql`update ${sql.table(table)} set claimed_until = 'epoch'
      where claimed_until <= ${new Date()}::timestamptz + ${lasts}::interval - ${ago}::interval`.execute(db);
}

/** Does so again and again until it is told to stop, with what was taken on more than ten seconds ago. */
export async function releaseInTime(db: Db, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    // While the database is away nothing can be.
    await releaseClaims(db, '10 seconds').catch(() => undefined);
    await setTimeout(1000, undefined, { signal: until }).catch(() => undefined);
  }
}

/** Waits until nothing is left to do that is due. */
export async function settleWhatIsDue(db: Db): Promise<void> {
  await expect
    .poll(async () => {
      await releaseClaims(db, '10 seconds');
      const now = new Date();
      const { rows } = await sql`
        select (select count(*)::int from posts where (state in ('pending', 'sending') or stale) and due_at <= ${now}) as posts,
          (select count(*)::int from feedback where state = 'pending' and due_at <= ${now}) as feedback,
          (select count(*)::int from drops where state = 'due' or (state = 'open' and revealed_at is null and reveal_at <= ${now})) as drops,
          (select count(*)::int from schedules where paused_at is null and next_slot_at <= ${now}) as slots,
          (select count(*)::int from erasures where member_id is not null and left_at is null) as erasures`.execute(
        db,
      );
      return rows[0];
    }, patience)
    .toEqual({ posts: 0, feedback: 0, drops: 0, slots: 0, erasures: 0 });
}

/** Waits until nothing is left to do; what is due later, reveals, ends and the reading of edits, is due now. */
export async function settle(db: Db): Promise<void> {
  await expect
    .poll(async () => {
      await releaseClaims(db, '10 seconds');
      const now = new Date();
      await sql`update drops set reveal_at = ${now} where state = 'open' and reveal_at > ${now}`.execute(db);
      await sql`update feedback set due_at = ${now} where state = 'pending' and due_at > ${now}`.execute(db);
      await sql`update mocks set ends_at = ${now} where state = 'running' and ends_at > ${now}`.execute(db);
      await sql`update peer_mocks set turn_ends_at = ${now} where turn_ends_at > ${now}`.execute(db);
      await sql`update posts set due_at = ${now} where (state in ('pending', 'sending') or stale) and due_at > ${now}`.execute(
        db,
      );
      const { rows } = await sql`
        select (select count(*)::int from posts where state in ('pending', 'sending') or stale) as posts,
          (select count(*)::int from feedback where state = 'pending') as feedback,
          (select count(*)::int from drops where state = 'due' or (state = 'open' and source <> 'private' and revealed_at is null)) as drops,
          (select count(*)::int from schedules where next_slot_at <= ${now}) as slots,
          (select count(*)::int from mocks where state = 'running') as mocks,
          (select count(*)::int from peer_mocks where state in ('first', 'second')) as peers,
          (select count(*)::int from recall_settings where next_reminder_at <= ${now}) as reminders,
          (select count(*)::int from erasures where member_id is not null) as erasures,
          (select count(*)::int from direct_messages where member_id is null) as removals,
          (select count(*)::int from workspaces where platform <> 'web' and ended_season is null) as seasons`.execute(
        db,
      );
      return rows[0];
    }, patience)
    .toEqual({
      posts: 0,
      feedback: 0,
      drops: 0,
      slots: 0,
      mocks: 0,
      peers: 0,
      reminders: 0,
      erasures: 0,
      removals: 0,
      seasons: 0,
    });
}
