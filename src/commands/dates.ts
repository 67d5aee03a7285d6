import { Temporal } from 'temporal-polyfill';
import type { Argument } from './command.ts';

/** A local date, `YYYY-MM-DD`, or `MM-DD` where the year wasn't said. */
type SaidDay = string;

const months = [...Array(12).keys()].map((month) =>
  new Date(2024, month).toLocaleString('en', { month: 'long' }).toLowerCase(),
);

/** In which every date exists that exists at all. */
const leapYear = 2024;

/** "2027-01-06", "6 Jan", "Jan 6", "6 January 2027". */
export function readDay(text: string): SaidDay | undefined {
  const said = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, before, name = '', after, year] =
    /^(?:(\d{1,2})\.? )?([a-z]{3,9})(?: (\d{1,2}))?,?(?: (\d{4}))?$/.exec(said) ?? [];
  const month = months.findIndex((one) => one.startsWith(name)) + 1;
  const number = before ?? after;
  if (month === 0 || number === undefined || (before !== undefined && after !== undefined)) return undefined;
  return dayOf(year === undefined ? undefined : Number(year), month, Number(number));
}

function dayOf(year: number | undefined, month: number, day: number): SaidDay | undefined {
  try {
    const date = Temporal.PlainDate.from({ year: year ?? leapYear, month, day }, { overflow: 'reject' });
    return year === undefined ? date.toString().slice(5) : date.toString();
  } catch {
    return undefined;
  }
}

/** The day that was said; without a year it's the next such, from `today` on. */
export function dayFrom(said: SaidDay, today: string): string {
  if (said.length > 5) return said;
  const year = Number(today.slice(0, 4));
  const next = [...Array(9).keys()].map((later) => `${year + later}-${said}`);
  return next.find((day) => day >= today && readDay(day) !== undefined) ?? '';
}

export const day: Argument<SaidDay> = {
  placeholder: 'day',
  help: 'as in 2027-01-06 or 6 Jan',
  choices: () => [],
  read(words) {
    for (let used = Math.min(3, words.length); used > 0; used -= 1) {
      const value = readDay(words.slice(0, used).join(' '));
      if (value !== undefined) return { value, used };
    }
    return undefined;
  },
};

const mostDays = 60;

/** "2026-12-25,2026-12-26": days in order, or none for "off". */
export const days: Argument<string[]> = {
  placeholder: 'days',
  help: `as in 2026-12-25,2026-12-26, up to ${mostDays}; or off`,
  choices: () => ['off'],
  read(words) {
    if (words[0]?.toLowerCase() === 'off') return { value: [], used: 1 };
    const lists = words.map((word) => word.split(',').filter(Boolean));
    const end = lists.findIndex((list) => list.length === 0 || !list.every(isIsoDay));
    const used = end < 0 ? lists.length : end;
    const value = [...new Set(lists.slice(0, used).flat())].sort();
    return value.length === 0 || value.length > mostDays ? undefined : { value, used };
  },
};

const isIsoDay = (word: string) => /^\d/.test(word) && readDay(word) !== undefined;
