import { sql } from 'kysely';
import { z } from 'zod';
import { localDay, minutesLater } from '../base/time.ts';
import type { Actor } from '../chat/core.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import { nextSlot } from '../schedules/slots.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { areOnVacation } from '../streaks/vacations.ts';
import { duePoints } from './due-points.ts';
import { reminderSubject } from './reminder-post.ts';
import { wakeForReminders } from './wakes.ts';

/** So many reminders that come to nothing are enough; the next asks whether to stop. */
const mostUnanswered = 3;

/** A reminder that is later than this, as after downtime, would come at no good hour. */
const graceHours = 6;

/** No reminder is so far ahead, unless it was planned while the clock was wrong. */
const strayHours = 48;

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** When a reminder at this local time comes next. */
export const nextReminder = (at: string, timeZone: string, after: Date): Date =>
  nextSlot({ days: everyDay, at, timeZone }, after).instant;

/** A member who does something about their recall hears of it again, if they ever wanted to. */
export async function keepReminding(
  tx: Tx,
  queue: Wake[],
  { workspace, member }: Actor,
  now: Date,
): Promise<void> {
  const settings = await tx
    .selectFrom('recall_settings')
    .select(['remind_at', 'time_zone', 'next_reminder_at', 'unanswered'])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .executeTakeFirst();
  if (!settings || settings.remind_at === null) return;
  const planned = settings.next_reminder_at;
  const isStray = planned !== null && planned > hoursLater(now, strayHours);
  if (planned !== null && !isStray && settings.unanswered === 0) return;
  const next = (isStray ? null : planned) ?? nextReminder(settings.remind_at, settings.time_zone, now);
  await tx
    .updateTable('recall_settings')
    .set({ next_reminder_at: next, unanswered: 0 })
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .execute();
  queue.push(wakeForReminders(next));
}

type Due = Pick<Row<'recall_settings'>, 'workspace_id' | 'member_id'> & {
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
};

type Locked = Pick<
  Row<'recall_settings'>,
  | 'workspace_id'
  | 'member_id'
  | 'channel_id'
  | 'time_zone'
  | 'next_reminder_at'
  | 'reminded_on'
  | 'unanswered'
> & { readonly remind_at: string };

/** Sends the reminders that have come due: to whom something is due, and to each at most once on a day of theirs. */
async function remind(services: Services): Promise<void> {
  const now = services.now();
  await workThrough<Due, Wake>(services, 'a reminder could not be sent', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: async (tx, queue, keys) => {
      const settings = await lockDue(tx, keys, now);
      const members = settings.map((one) => ({
        workspace: one.workspace_id,
        member: one.member_id,
        timeZone: one.time_zone,
        day: localDay(now, one.time_zone),
      }));
      const points = await duePoints(tx, members, now);
      const areOff = await areOnVacation(tx, members);
      const plans = settings.map((one, index) =>
        planFor(one, areOff[index] ? 0 : (points[index]?.due.length ?? 0), now),
      );
      await requestPosts(
        tx,
        queue,
        plans.flatMap(({ post }) => post ?? []),
        now,
      );
      await moveOn(tx, plans);
      queue.push(...plans.flatMap(({ next }) => (next ? [wakeForReminders(next)] : [])));
    },
  });
}

const hoursLater = (at: Date, hours: number) => minutesLater(at, hours * 60);

/** For statements: that a reminder has come, or can't be meant. */
const isDue = (now: Date) =>
  sql<boolean>`(next_reminder_at <= ${now} or next_reminder_at > ${hoursLater(now, strayHours)})`;

async function findDue(db: Db, after: Due | undefined, most: number, now: Date): Promise<Due[]> {
  const { due = '-infinity', workspace_id = '0', member_id = '' } = after ?? {};
  const { rows } = await sql<Due>`
    select workspace_id, member_id, next_reminder_at::text as due from recall_settings
    where ${isDue(now)}
      and (next_reminder_at, workspace_id, member_id) > (${due}::timestamptz, ${workspace_id}::bigint, ${member_id}::text)
    order by next_reminder_at, workspace_id, member_id limit ${most}`.execute(db);
  return rows;
}

/** Those that another locks are left to it. */
async function lockDue(tx: Tx, keys: readonly Due[], now: Date): Promise<Locked[]> {
  const { rows } = await sql<Locked>`
    select workspace_id, member_id, channel_id, time_zone, remind_at, next_reminder_at, reminded_on, unanswered
    from recall_settings
    where (workspace_id, member_id) in (
      select workspace_id, member_id from ${eachOf(keys)}, jsonb_to_record(item) as key (workspace_id bigint, member_id text))
      and ${isDue(now)} and remind_at is not null
    order by workspace_id, member_id for update skip locked`.execute(tx);
  return rows;
}

/** What comes of a reminder that is due, and when the next is. */
function planFor(settings: Locked, due: number, now: Date) {
  const { workspace_id, member_id, channel_id, time_zone, remind_at, next_reminder_at, reminded_on } =
    settings;
  const day = localDay(now, time_zone);
  const lateMs = now.getTime() - (next_reminder_at ?? now).getTime();
  const isAtItsTime = lateMs >= 0 && lateMs <= graceHours * 3_600_000;
  // One of a day that is yet to come was sent while the clock was wrong.
  const wasReminded = reminded_on === day || reminded_on === localDay(hoursLater(now, 24), time_zone);
  const next = nextReminder(remind_at, time_zone, now);
  const skipped = {
    workspace_id,
    member_id,
    next,
    day: reminded_on,
    unanswered: settings.unanswered,
    post: undefined,
  };
  if (due === 0 || !isAtItsTime || wasReminded) return skipped;
  const isLast = settings.unanswered >= mostUnanswered;
  const subject = reminderSubject(member_id, day, isLast ? 'stop?' : String(due));
  return {
    workspace_id,
    member_id,
    next: isLast ? null : next,
    day,
    unanswered: settings.unanswered + 1,
    post: { workspace_id, kind: 'recall-reminder', subject, channel_id, only_for: member_id } as const,
  };
}

async function moveOn(tx: Tx, plans: readonly ReturnType<typeof planFor>[]): Promise<void> {
  const rows = plans.map(({ post: _post, ...row }) => row);
  await sql`
    update recall_settings set next_reminder_at = plan.next, reminded_on = plan.day, unanswered = plan.unanswered
    from ${eachOf(rows)}, jsonb_to_record(item)
      as plan (workspace_id bigint, member_id text, next timestamptz, day date, unanswered integer)
    where recall_settings.workspace_id = plan.workspace_id and recall_settings.member_id = plan.member_id`.execute(
    tx,
  );
}

export const remindJob = job<'remind-of-recall'>(z.object({}), remind);

/** One wake sends all reminders that are due. */
export async function overdueReminders({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await db
    .selectFrom('recall_settings')
    .select('next_reminder_at')
    .where(isDue(now))
    .orderBy('next_reminder_at')
    .limit(1)
    .execute();
  return due.flatMap(({ next_reminder_at }) =>
    next_reminder_at ? [wakeForReminders(next_reminder_at < now ? next_reminder_at : now)] : [],
  );
}
