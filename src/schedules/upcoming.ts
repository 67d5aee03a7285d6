import { sql } from 'kysely';
import { UserError } from '../base/errors.ts';
import { inZone } from '../base/time.ts';
import type { Db } from '../database/database.ts';
import { daysOffOf } from '../holidays/days-off.ts';
import { settingsOf } from '../workspaces/settings.ts';
import type { Schedule } from './schedules.ts';
import { dateOf, type Slot, slotsFrom } from './slots.ts';

export interface UpcomingSlot extends Slot {
  /** As in `+02:00`. */
  readonly utcOffset: string;
  /** Why nothing is asked: “skipped”, or the holiday. */
  readonly leftOut?: string;
}

/** The next question slots of a schedule, those that are left out included. */
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
  const daysOff = await daysOffOf(await settingsOf(db, workspace_id));
  const isSkipped = new Set(skipped.map(({ slot }) => slot));
  return slots.map((slot) => {
    const leftOut = daysOff(dateOf(slot)) ?? (isSkipped.has(slot.local) ? 'skipped' : undefined);
    return {
      ...slot,
      utcOffset: inZone(slot.instant, timeZone).offset,
      ...(leftOut !== undefined && { leftOut }),
    };
  });
}

/** Skips the next slot that isn't left out yet, and returns it. */
export async function skipNextSlot(db: Db, schedule: Schedule, now: Date): Promise<UpcomingSlot> {
  const slot = (await upcomingSlots(db, schedule, now, 60)).find(({ leftOut }) => !leftOut);
  if (!slot) throw new UserError('The next sixty questions are left out already.');
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
