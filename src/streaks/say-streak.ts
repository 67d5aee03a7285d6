import { daysLater, sayDay, weekdayOf } from '../base/time.ts';
import { mostFreezes, type Streak } from './law.ts';
import { helpedForFreeze } from './streak.ts';

export const sayStreak = (streak: number): string => (streak === 1 ? '1 day' : `${streak} days`);

export const sayFreezes = ({ freezesLeft }: Streak): string => `${freezesLeft} of ${mostFreezes}`;

export const howFreezesAreEarned = `Review or vote for ${helpedForFreeze} answers of others to earn a freeze, which keeps your streak on a day you miss. You can have ${mostFreezes}.`;

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });

/** On which of the last two weeks' days a freeze was used; nothing when on none. */
export function sayFrozenDays({ frozenDays }: Streak, today: string): string | undefined {
  const recent = frozenDays.filter((day) => day > daysLater(today, -14));
  if (recent.length === 0) return undefined;
  const names = recent.map((day) => (day > daysLater(today, -7) ? weekdayOf(day) : sayDay(day)));
  return `${names.length === 1 ? 'A freeze' : 'Freezes'} kept your streak on ${inWords.format(names)}.`;
}
