import { minutesLater, secondsLater } from '../base/time.ts';
import { CoachError } from '../domain/coach.ts';

/** 5 s, 10 s, 20 s … at most an hour, and not before the coach's server wants to be asked again. */
export function retryAt(now: Date, attempts: number, error: unknown): Date {
  const backoff = Math.min(5 * 2 ** (attempts - 1), 3600);
  const wanted = error instanceof CoachError ? (error.retryAfterMs ?? 0) / 1000 : 0;
  return secondsLater(now, Math.max(backoff, wanted));
}

/** How long a coach is tried, in minutes. */
const patienceMinutes = 24 * 60;

/** Whether a coach that didn't answer since a moment is asked no more. */
export function isLongAway(now: Date, since: Date): boolean {
  return now >= minutesLater(since, patienceMinutes);
}
