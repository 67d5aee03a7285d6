import { expect, test } from 'vitest';
import { CoachError } from '../../src/domain/coach.ts';
import { isLongAway, retryAt } from '../../src/feedback/retry-at.ts';

const now = new Date('2026-11-27T08:00:00Z');
const secondsUntil = (at: Date) => (at.getTime() - now.getTime()) / 1000;
const after = (attempts: number, error: unknown = new Error('away')) =>
  secondsUntil(retryAt(now, attempts, error));

test('each attempt waits twice as long as the one before, and none longer than an hour', () => {
  expect([1, 2, 3, 10, 11, 40].map((attempts) => after(attempts))).toEqual([5, 10, 20, 2560, 3600, 3600]);
});

test('a server that wants to be left alone is, and no less than others are', () => {
  expect(after(1, new CoachError('HTTP 429', { retryAfterMs: 90_000 }))).toBe(90);
  expect(after(3, new CoachError('HTTP 429', { retryAfterMs: 1000 }))).toBe(20);
  expect(after(2, new CoachError('timeout'))).toBe(10);
});

test('a coach is tried for a day', () => {
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  expect([isLongAway(hours(23.99), now), isLongAway(hours(24), now)]).toEqual([false, true]);
});
