import { Temporal } from 'temporal-polyfill';
import { daysLater } from '../base/time.ts';

const weeks = 26;

/** The days of the last 26 weeks up to today, by week, each of which begins on a Monday. */
export function weekGrid(today: string): string[][] {
  const { dayOfWeek } = Temporal.PlainDate.from(today);
  const first = daysLater(today, 1 - dayOfWeek - (weeks - 1) * 7);
  return Array.from({ length: weeks }, (_, week) => {
    const days = Array.from({ length: 7 }, (_, day) => daysLater(first, week * 7 + day));
    return days.filter((day) => day <= today);
  });
}
