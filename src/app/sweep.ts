import { sql } from 'kysely';
import { type Wake, wakes } from '../jobs.ts';
import { settleAllStandings } from '../leaderboards/count-standings.ts';
import { forgetEvents } from '../practice/latest-events.ts';
import type { Services } from '../services.ts';
import { secondsLater } from '../time.ts';

/** What one sweep wakes at the most of each kind; the next sweep takes the rest. */
const batch = 1000;

/** A wake that was sent on time gets this long before the sweeper sends another. */
const patienceSeconds = 5;

/** Finds whatever is due or has been pending too long, wakes a worker for each, adds up standings, and throws away what is only kept a while. */
export async function sweep({ db, now, wake }: Services): Promise<void> {
  const at = now();
  const overdue = secondsLater(at, -patienceSeconds);
  const isOverdue = sql<boolean>`due_at <= ${overdue} and (claimed_until is null or claimed_until <= ${at})`;
  // One wake opens all schedules that are due, and one reveals all drops.
  const schedules = db
    .selectFrom('schedules')
    .select('next_slot_at')
    .where('paused_at', 'is', null)
    .where('next_slot_at', '<=', at)
    .limit(1)
    .execute();
  const posts = db
    .selectFrom('posts')
    .selectAll()
    .where((eb) => eb.or([eb('state', 'in', ['pending', 'sending']), eb('stale', '=', true)]))
    .where(isOverdue)
    .orderBy('due_at')
    .limit(batch)
    .execute();
  const feedback = db
    .selectFrom('feedback')
    .selectAll()
    .where('state', '=', 'pending')
    .where(isOverdue)
    .orderBy('due_at')
    .limit(batch)
    .execute();
  const turns = db
    .selectFrom('conversation_turns')
    .selectAll()
    .where('state', '=', 'pending')
    .where(isOverdue)
    .orderBy('due_at')
    .limit(batch)
    .execute();
  const reveals = db
    .selectFrom('drops')
    .select('reveal_at')
    .where('revealed_at', 'is', null)
    .where('reveal_at', '<=', at)
    .limit(1)
    .execute();
  const housekeeping = [forgetEvents(db, at), settleAllStandings(db)];
  // Together: of promises awaited one by one, those behind the first that fails would end the process.
  const [dueSchedules, overduePosts, overdueFeedback, overdueTurns, dueReveals] = await Promise.all([
    schedules,
    posts,
    feedback,
    turns,
    reveals,
    ...housekeeping,
  ]);
  // Those that are overdue are due at once.
  const found = [
    ...dueSchedules.map((row) => wakes.openDueSlots(row.next_slot_at)),
    ...overduePosts.map(wakes.deliverPost),
    ...overdueFeedback.map(wakes.giveFeedback),
    ...overdueTurns.map(wakes.continueConversation),
    ...dueReveals.map((row) => wakes.revealDrops(row.reveal_at ?? at)),
  ];
  // An id of their own: the first wake may still lie in the queue, delayed by a clock that was wrong.
  const afresh = found.map(({ at: _past, ...rest }) => ({ ...rest, id: `${rest.id}/swept` }) as Wake);
  if (afresh.length > 0) await wake(afresh);
}
