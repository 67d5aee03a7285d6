import type { Settings } from '../workspaces/settings.ts';
import { publicHolidays } from './public-holidays.ts';

/** Why nothing is asked on a local date, `YYYY-MM-DD`: the holiday's name. Undefined on any other day. */
export type DaysOff = (day: string) => string | undefined;

/** A workspace's days without a question: its own, and the public holidays of its country or region. */
export async function daysOffOf({
  holidays,
  country,
}: Pick<Settings, 'holidays' | 'country'>): Promise<DaysOff> {
  const own = new Set(holidays);
  const ofCountry = country === null ? () => undefined : await publicHolidays(country);
  return (day) => ofCountry(day) ?? (own.has(day) ? 'holiday' : undefined);
}
