import { Temporal } from 'temporal-polyfill';

/** Where teams are, in the order in which their day begins. */
export const zones = ['Asia/Tokyo', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York'] as const;
export type Zone = (typeof zones)[number];

/** When questions come. */
const at = '09:00:00';

/** The Monday on which the lane begins: the next season does, too, before 30 days are over. */
export function firstDay(): Temporal.PlainDate {
  const today = Temporal.Now.plainDateISO('UTC');
  let season = today.with({ day: 1 });
  let monday = today;
  do {
    season = season.add({ months: 1 });
    const before = season.subtract({ days: 21 });
    monday = before.subtract({ days: before.dayOfWeek - 1 });
  } while (season.month % 3 !== 1 || monday.since(today).days < 1);
  return monday;
}

/** The slot of that day, as the database has it. */
export const slotOf = (day: Temporal.PlainDate): string => `${day}T${at}`;

/** A second after the questions of a zone have come. */
export function afterSlot(day: Temporal.PlainDate, zone: Zone): Date {
  const slot = day.toPlainDateTime(at).toZonedDateTime(zone);
  return new Date(slot.epochMilliseconds + 1000);
}

/** When everything of a day is over, everywhere. */
export function eveningOf(day: Temporal.PlainDate): Date {
  return new Date(`${day}T23:30:00Z`);
}

/** Whether a season has begun between these days, everywhere. */
export function seasonTurns(first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  const begin = last.subtract({ days: 1 }).with({ day: 1 });
  return begin.month % 3 === 1 && Temporal.PlainDate.compare(first, begin) < 0;
}

/** Nobody works at weekends. */
export const isWorkday = ({ dayOfWeek }: Temporal.PlainDate): boolean => dayOfWeek <= 5;
