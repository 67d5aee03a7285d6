import { Temporal } from 'temporal-polyfill';

export const periods = ['week', 'month', 'season', 'all'] as const;
export type Period = (typeof periods)[number];

/** The key of the period that contains the day: `2026-W48` (weeks begin on Monday), `2026-11`, `2026-Q4` (a season) or `all`. */
export function periodKey(period: Period, day: string): string {
  if (period === 'all') return 'all';
  if (period === 'month') return day.slice(0, 7);
  const { year, month, yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  if (period === 'season') return `${year}-Q${Math.ceil(month / 3)}`;
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

export const isFirstOfSeason = (day: string): boolean => /-(01|04|07|10)-01$/.test(day);
