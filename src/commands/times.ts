import { weekdays } from '../base/time.ts';
import { findTimeZone, timeZones } from '../base/time-zones.ts';
import type { Argument } from './command.ts';

const weekdaySets = new Map([
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['weekend', [6, 7]],
]);

function readDay(word: string): number | undefined {
  const lower = word.toLowerCase();
  const index = weekdays.findIndex((day) => lower.length >= 2 && day.toLowerCase().startsWith(lower));
  return index < 0 ? undefined : index + 1;
}

/** "weekdays", "daily", "mon", "mon,wed,fri", "mon-thu": ISO weekdays. */
export const days: Argument<number[]> = {
  placeholder: 'days',
  help: 'daily, weekdays, weekend, mon,wed,fri or mon-thu',
  choices: () => ['weekdays', 'daily', 'weekend', 'mon,wed,fri', 'tue,thu'],
  read([word = '']) {
    const set = weekdaySets.get(word.toLowerCase());
    if (set) return { value: [...set], used: 1 };
    const found = new Set<number>();
    for (const part of word.split(',').filter(Boolean)) {
      const [first = '', last = first, ...more] = part.split('-');
      const [from, to] = [readDay(first), readDay(last)];
      if (from === undefined || to === undefined || more.length > 0) return undefined;
      for (let step = 0; step <= (to - from + 7) % 7; step += 1) found.add(((from - 1 + step) % 7) + 1);
    }
    return found.size === 0 ? undefined : { value: [...found].sort(), used: 1 };
  },
};

/** One weekday: 1 is Monday; 'off' for none. */
export const weekday: Argument<number | null> = {
  placeholder: 'day',
  help: 'a weekday, or off',
  fixed: [...weekdays.map((day) => day.toLowerCase()), 'off'],
  choices: () => [...weekdays.map((day) => day.toLowerCase()), 'off'],
  read([word = '']) {
    if (word.toLowerCase() === 'off') return { value: null, used: 1 };
    const day = readDay(word);
    return day === undefined ? undefined : { value: day, used: 1 };
  },
};

const words: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' };
const clock = /^(\d{1,2})(?:[:.h](\d{2}))?\s?(?:(a|p)\.?m\.?|h)?$/i;

/** "09:00", "9.30", "9:30 am", "5pm", "17h", "noon": local time as `HH:MM`. */
export function readTime(text: string): string | undefined {
  const said = text.trim();
  const word = Object.hasOwn(words, said.toLowerCase()) ? words[said.toLowerCase()] : undefined;
  if (word) return word;
  const [whole, hours, minutes, half] = clock.exec(said) ?? [];
  // A bare number may be anything.
  if (whole === undefined || /^\d+$/.test(whole)) return undefined;
  const isHalf = half !== undefined;
  const hour = isHalf ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes ?? 0) > 59) return undefined;
  if (isHalf && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

export const time: Argument<string> = {
  placeholder: 'time',
  help: 'as in 09:00, 9:30 am or noon',
  choices: () => ['09:00', '08:30', '12:00', '16:00'],
  read: (said) => longestOf(said, 2, readTime),
};

export const zone: Argument<string> = {
  placeholder: 'zone',
  help: 'a city or an IANA time zone, as in Europe/Berlin',
  choices: () => timeZones,
  read: (said) => longestOf(said, 4, findTimeZone),
};

/** Reads what may be several words, as "9:30 am" and "New York", from as many as make sense together. */
function longestOf(
  said: readonly string[],
  most: number,
  read: (text: string) => string | undefined,
): { value: string; used: number } | undefined {
  for (let used = Math.min(most, said.length); used > 0; used -= 1) {
    const value = read(said.slice(0, used).join(' '));
    if (value !== undefined) return { value, used };
  }
  return undefined;
}

const unitMinutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** "45m", "4h", "2d": minutes, at most 30 days. */
export const duration: Argument<number> = {
  placeholder: 'duration',
  help: 'as in 45m, 4h or 2d',
  choices: () => ['1h', '4h', '8h', '1d'],
  read([word = '']) {
    const match = /^(\d{1,4})(m|h|d)[a-z]*$/i.exec(word);
    const minutes = Number(match?.[1]) * (unitMinutes[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
    return minutes > 0 && minutes <= 30 * 1440 ? { value: minutes, used: 1 } : undefined;
  },
};

/** "12 months", "2 years" or "forever", which is null. */
export const months: Argument<number | null> = {
  placeholder: 'months',
  help: 'as in 12 months, 2 years or forever',
  choices: () => ['12 months', '24 months', 'forever'],
  read([word = '', unit = '']) {
    if (word.toLowerCase() === 'forever') return { value: null, used: 1 };
    const factor = /^months?$/i.test(unit) ? 1 : /^years?$/i.test(unit) ? 12 : Number.NaN;
    const value = /^\d{1,3}$/.test(word) ? Number(word) * factor : Number.NaN;
    return value >= 1 && value <= 120 ? { value, used: 2 } : undefined;
  },
};
