import { sql } from 'kysely';
import { inZone } from '../base/time.ts';
import type { Db } from '../database/database.ts';
import type { Schedule } from './schedules.ts';
import { type Slot, slotsFrom } from './slots.ts';

export interface UpcomingSlot extends Slot {
  /** As in `+02:00`. */
  readonly utcOffset: string;
  readonly isSkipped: boolean;
}

/** The next question slots of a schedule, skipped ones included. */
export async function upcomingSlots(
  db: Db,
  schedule: Schedule,
  now: Date,
  count: number,
): Promise<UpcomingSlot[]> {
  const { workspace_id, channel_id, time_zone: timeZone, days, at } = schedule;
  const slots: Slot[] = [];
  for (const slot of slotsFrom({ days, at, timeZone }, new Date(now.getTime() + 1))) {
    slots.push(slot);
    if (slots.length === count) break;
  }
  const skipped = await db
    .selectFrom('drops')
    .select('slot')
    .where('workspace_id', '=', workspace_id)
    .where('channel_id', '=', channel_id)
    .where('state', '=', 'skipped')
    .where(
      'slot',
      'in',
      slots.map(({ local }) => local),
    )
    .execute();
  const isSkipped = new Set(skipped.map(({ slot }) => slot));
  return slots.map((slot) => ({
    ...slot,
    utcOffset: inZone(slot.instant, timeZone).offset,
    isSkipped: isSkipped.has(slot.local),
  }));
}

/** Leaves out the next slot that isn't skipped yet, and returns it. */
export async function skipNextSlot(db: Db, schedule: Schedule, now: Date): Promise<UpcomingSlot> {
  const slot = (await upcomingSlots(db, schedule, now, 60)).find(({ isSkipped }) => !isSkipped);
  if (!slot) throw new Error('sixty slots are skipped');
  await db
    .insertInto('drops')
    .values({
      workspace_id: schedule.workspace_id,
      channel_id: schedule.channel_id,
      source: 'schedule',
      slot: slot.local,
      state: 'skipped',
      reveal_after_minutes: schedule.reveal_after_minutes,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return slot;
}

/** Takes the skips ahead back; returns how many there were. */
export async function unskipSlots(db: Db, schedule: Schedule, now: Date): Promise<number> {
  const local = inZone(now, schedule.time_zone).toPlainDateTime().toString({ smallestUnit: 'second' });
  const { numDeletedRows } = await db
    .deleteFrom('drops')
    .where('workspace_id', '=', schedule.workspace_id)
    .where('channel_id', '=', schedule.channel_id)
    .where('state', '=', 'skipped')
    .where('slot', '>', sql<string>`${local}::timestamp`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
