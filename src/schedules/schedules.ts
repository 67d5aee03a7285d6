import { record } from '../audit/record.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import type { Wake } from '../services/wake.ts';
import { recurrenceOf } from './agenda.ts';
import { nextSlot } from './slots.ts';
import { wakeForSlots } from './wakes.ts';

export type Schedule = Row<'schedules'>;

export type ScheduleChange = Partial<
  Pick<
    Schedule,
    | 'days'
    | 'at'
    | 'time_zone'
    | 'tracks'
    | 'levels'
    | 'categories'
    | 'reveal_after_minutes'
    | 'leaderboard_day'
    | 'is_adaptive'
    | 'ping_role'
  >
>;

export async function scheduleOf(db: Db, workspace: string, channel: string): Promise<Schedule | undefined> {
  return db
    .selectFrom('schedules')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .executeTakeFirst();
}

const defaults = {
  days: [1, 2, 3, 4, 5],
  at: '09:00',
  tracks: [],
  levels: [],
  categories: [],
  reveal_after_minutes: 480,
  leaderboard_day: 5,
};

/** Makes or changes a channel's schedule. It begins with the next slot: one that has passed today isn't made up for. */
export async function saveSchedule(
  tx: Tx,
  queue: Wake[],
  key: {
    readonly workspace: string;
    readonly channel: string;
    readonly timeZone: string;
    readonly by: string;
  },
  change: ScheduleChange,
  now: Date,
): Promise<Schedule> {
  const before = await scheduleOf(tx, key.workspace, key.channel);
  const merged = { ...(before ?? { ...defaults, time_zone: key.timeZone }), ...change };
  const next = nextSlot(recurrenceOf(merged), now).instant;
  const row = {
    ...merged,
    workspace_id: key.workspace,
    channel_id: key.channel,
    paused_at: null,
    next_slot_at: next,
    updated_by: key.by,
    updated_at: now,
  };
  queue.push(wakeForSlots(next));
  const doer = { workspace: key.workspace, member: key.by };
  await record(tx, doer, { deed: 'schedule', channel: key.channel, change: 'saved' }, now);
  return tx
    .insertInto('schedules')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function pauseSchedule(db: Db, schedule: Schedule, now: Date): Promise<void> {
  await db
    .updateTable('schedules')
    .set({ paused_at: now, updated_at: now })
    .where('workspace_id', '=', schedule.workspace_id)
    .where('channel_id', '=', schedule.channel_id)
    .execute();
}

/** Returns what it was. */
export async function deleteSchedule(db: Db, schedule: Schedule): Promise<Schedule> {
  await db
    .deleteFrom('schedules')
    .where('workspace_id', '=', schedule.workspace_id)
    .where('channel_id', '=', schedule.channel_id)
    .execute();
  return schedule;
}
