import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';

const patience = { timeout: 90_000, interval: 250 };

/** What a process that died had taken on may be taken on by others at once, not only minutes later. */
export async function releaseClaims(db: Db): Promise<void> {
  for (const table of ['posts', 'feedback'])
    await sql`update ${sql.table(table)} set claimed_until = 'epoch' where claimed_until is not null`.execute(
      db,
    );
}

/** Waits until nothing is left to do; what is due later, reveals and the reading of edits, is due now. */
export async function settle(db: Db): Promise<void> {
  await expect
    .poll(async () => {
      await sql`update drops set reveal_at = now() where state = 'open' and reveal_at > now()`.execute(db);
      await sql`update feedback set due_at = now() where state = 'pending' and due_at > now()`.execute(db);
      await sql`update posts set due_at = now() where (state in ('pending', 'sending') or stale) and due_at > now()`.execute(
        db,
      );
      const { rows } = await sql`
        select (select count(*)::int from posts where state in ('pending', 'sending') or stale) as posts,
          (select count(*)::int from feedback where state = 'pending') as feedback,
          (select count(*)::int from drops where state = 'due' or (state = 'open' and revealed_at is null)) as drops,
          (select count(*)::int from schedules where next_slot_at <= now()) as slots`.execute(db);
      return rows[0];
    }, patience)
    .toEqual({ posts: 0, feedback: 0, drops: 0, slots: 0 });
}
