import { secondsLater } from '../base/time.ts';
import type { Row } from '../database/database.ts';

type Clock = Pick<Row<'mocks'>, 'minutes' | 'elapsed_seconds' | 'running_since'>;

/** Whoever is in the middle of an answer when the time is up may finish it. */
const graceSeconds = 600;

/** How long a mock has run without its pauses. A clock that is set back meanwhile takes nothing away. */
export function elapsedSeconds({ elapsed_seconds, running_since }: Clock, now: Date): number {
  if (running_since === null) return elapsed_seconds;
  const running = Math.floor((now.getTime() - running_since.getTime()) / 1000);
  return elapsed_seconds + Math.max(0, running);
}

export function secondsLeft(clock: Clock, now: Date): number {
  return Math.max(0, clock.minutes * 60 - elapsedSeconds(clock, now));
}

/** What a mock's row says from now on while its clock runs, or stands still. */
export function started(clock: Clock, now: Date) {
  const ends_at = secondsLater(now, secondsLeft(clock, now) + graceSeconds);
  const elapsed_seconds = elapsedSeconds(clock, now);
  return { state: 'running', elapsed_seconds, running_since: now, ends_at } as const;
}

export function stopped(clock: Clock, now: Date) {
  return { elapsed_seconds: elapsedSeconds(clock, now), running_since: null, ends_at: null } as const;
}

/** "3 min 20 s", "45 s", "12 min". */
export function sayDuration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter(Boolean)
    .join(' ');
}
