import { Temporal } from 'temporal-polyfill';

export const periods = ['week', 'month', 'all'] as const;
export type Period = (typeof periods)[number];

/** The key of the period that contains the day: `2026-W48` (weeks begin on Monday), `2026-11` or `all`. */
export function periodKey(period: Period, day: string): string {
  if (period === 'all') return 'all';
  if (period === 'month') return day.slice(0, 7);
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}
