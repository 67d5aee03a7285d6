import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DD` in the zone. */
export function localDay(at: Date, timeZone: string): string {
  return inZone(at, timeZone).toPlainDate().toString();
}

export function inZone(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** A local time that occurs twice means the first; one in a gap means the first instant after it. */
export function instantOf(local: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime {
  const first = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(local)) return first;
  const beyond = local.toZonedDateTime(timeZone, { disambiguation: 'later' }).add({ nanoseconds: 1 });
  return beyond.getTimeZoneTransition('previous') ?? beyond;
}

export function minutesLater(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** The local date so many days later, or earlier. */
export function daysLater(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

const inWords = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A local date as in "6 January 2027". */
export const sayDay = (day: string): string => inWords.format(new Date(day));

export function secondsLater(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** "45 minutes", "4 hours", "2 days". */
export function sayMinutes(minutes: number): string {
  const [amount, unit] =
    minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const weekdayOf = (day: string): string => weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? '';

/** ISO weekdays (1 is Monday) in words: "Monday to Friday", "every day", "Monday, Wednesday". */
export function sayDays(days: readonly number[]): string {
  const key = [...days].sort().join('');
  if (key === '1234567') return 'every day';
  if (key === '12345') return 'Monday to Friday';
  return [...days]
    .sort()
    .map((day) => weekdays[day - 1])
    .join(', ');
}
