import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elapsedSeconds, sayDuration, secondsLeft, started, stopped } from '../../src/mock/clock.ts';

type Clock = Parameters<typeof elapsedSeconds>[0];

const begin = Date.parse('2026-11-24T08:00:00Z');
const at = (seconds: number) => new Date(begin + seconds * 1000);

test('only running takes time, whatever the pauses; and never more is left than there was', () => {
  const spans = fc.array(fc.record({ runs: fc.nat(4000), rests: fc.nat(1_000_000) }), { maxLength: 10 });
  fc.assert(
    fc.property(spans, fc.integer({ min: 10, max: 120 }), (steps, minutes) => {
      let clock: Clock = { minutes, elapsed_seconds: 0, running_since: null };
      let [seconds, ran] = [0, 0];
      for (const { runs, rests } of steps) {
        clock = { ...clock, ...started(clock, at(seconds)) };
        seconds += runs;
        ran += runs;
        expect(elapsedSeconds(clock, at(seconds))).toBe(ran);
        clock = { ...clock, ...stopped(clock, at(seconds)) };
        seconds += rests;
        expect(elapsedSeconds(clock, at(seconds))).toBe(ran);
        expect(secondsLeft(clock, at(seconds))).toBe(Math.max(0, minutes * 60 - ran));
      }
    }),
  );
});

test('a clock that is set back takes nothing away', () => {
  const running = { minutes: 30, elapsed_seconds: 100, running_since: at(500) };
  expect(elapsedSeconds(running, at(0))).toBe(100);
  expect(secondsLeft(running, at(0))).toBe(1700);
});

test.each([
  [0, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
])('%i seconds are said as %s', (seconds, said) => {
  expect(sayDuration(seconds)).toBe(said);
});
