import { Temporal } from 'temporal-polyfill';
import { instantOf, inZone } from '../base/time.ts';

export interface Recurrence {
  /** ISO weekdays, 1 is Monday. */
  readonly days: readonly number[];
  /** Local time, `HH:MM` or `HH:MM:SS`. */
  readonly at: string;
  readonly timeZone: string;
}

export interface Slot {
  /** Local date and time as it stands in the schedule, `YYYY-MM-DD HH:MM:SS`: the key of a drop. */
  readonly local: string;
  readonly day: number;
  readonly instant: Date;
}

/** The slots of the recurrence from `from` on (inclusive), in order, without end. */
export function* slotsFrom(recurrence: Recurrence, from: Date): Generator<Slot> {
  // A day earlier, since a slot in a gap that swallows a whole day is moved to the next.
  let date = inZone(from, recurrence.timeZone).toPlainDate().subtract({ days: 1 });
  for (; ; date = date.add({ days: 1 })) {
    if (!recurrence.days.includes(date.dayOfWeek)) continue;
    const slot = slotOn(date, recurrence);
    if (slot.instant >= from) yield slot;
  }
}

/** The slots with `from` ≤ instant ≤ `to`. */
export function slotsBetween(recurrence: Recurrence, from: Date, to: Date): Slot[] {
  const slots: Slot[] = [];
  for (const slot of slotsFrom(recurrence, from)) {
    if (slot.instant > to) break;
    slots.push(slot);
  }
  return slots;
}

/** A slot's local date, `YYYY-MM-DD`. */
export const dateOf = ({ local }: Slot): string => local.slice(0, 10);

/** The first slot after `after`. */
export function nextSlot(recurrence: Recurrence, after: Date): Slot {
  const { value } = slotsFrom(recurrence, new Date(after.getTime() + 1)).next();
  return value;
}

function slotOn(date: Temporal.PlainDate, { at, timeZone }: Recurrence): Slot {
  const local = date.toPlainDateTime(Temporal.PlainTime.from(at));
  return {
    local: local.toString({ smallestUnit: 'second' }).replace('T', ' '),
    day: date.dayOfWeek,
    instant: new Date(instantOf(local, timeZone).epochMilliseconds),
  };
}
