import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { findTimeZone, timeZones } from '../../src/base/time-zones.ts';
import { nextSlot, slotsBetween, slotsFrom } from '../../src/schedules/slots.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function instants(at: string, timeZone: string, from: string, to: string): string[] {
  return slotsBetween({ days: everyDay, at, timeZone }, new Date(from), new Date(to)).map(({ instant }) =>
    instant.toISOString(),
  );
}

describe('clock changes', () => {
  test('a slot in a gap comes at the first instant after it', () => {
    // Berlin 2026-03-29: 02:00 becomes 03:00 at 01:00 UTC.
    const range = ['2026-03-29T00:00:00Z', '2026-03-29T22:00:00Z'] as const;
    expect(instants('02:30', 'Europe/Berlin', ...range)).toEqual(['2026-03-29T01:00:00.000Z']);
    expect(instants('02:00', 'Europe/Berlin', ...range)).toEqual(['2026-03-29T01:00:00.000Z']);
    expect(instants('03:00', 'Europe/Berlin', ...range)).toEqual(['2026-03-29T01:00:00.000Z']);
  });

  test('a slot that occurs twice comes once, at the first', () => {
    // Berlin 2026-10-25: 03:00 becomes 02:00 at 01:00 UTC.
    const range = ['2026-10-24T23:00:00Z', '2026-10-25T22:00:00Z'] as const;
    expect(instants('02:30', 'Europe/Berlin', ...range)).toEqual(['2026-10-25T00:30:00.000Z']);
  });

  test('a gap of half an hour, and one that swallows a whole day', () => {
    // Lord Howe 2026-10-04: 02:00 becomes 02:30. Samoa had no 2011-12-30.
    const howe = ['2026-10-03T14:00:00Z', '2026-10-04T10:00:00Z'] as const;
    expect(instants('02:15', 'Australia/Lord_Howe', ...howe)).toEqual(['2026-10-03T15:30:00.000Z']);
    const samoa = ['2011-12-29T10:30:00Z', '2011-12-31T09:59:00Z'] as const;
    expect(instants('09:00', 'Pacific/Apia', ...samoa)).toEqual([
      '2011-12-29T19:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T19:00:00.000Z',
    ]);
  });
});

const anyRecurrence = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  at: fc
    .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
    .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  timeZone: fc.constantFrom(...timeZones),
});
const anyInstant = fc.date({ min: new Date('1975-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });

test('law: slots come on the chosen local days, once each, in order, at the local time or right after a gap', () => {
  fc.assert(
    fc.property(anyRecurrence, anyInstant, (recurrence, from) => {
      const to = new Date(from.getTime() + 21 * 86_400_000);
      const slots = slotsBetween(recurrence, from, to);
      expect(new Set(slots.map(({ local }) => local)).size).toBe(slots.length);
      for (const [index, slot] of slots.entries()) {
        const previous = slots[index - 1];
        if (previous) expect(slot.instant.getTime()).toBeGreaterThanOrEqual(previous.instant.getTime());
        expect(recurrence.days).toContain(slot.day);
        const wanted = Temporal.PlainDateTime.from(slot.local.replace(' ', 'T'));
        expect(wanted.toPlainTime().toString().slice(0, 5)).toBe(recurrence.at);
        const instant = Temporal.Instant.fromEpochMilliseconds(slot.instant.getTime());
        const shown = instant.toZonedDateTimeISO(recurrence.timeZone).toPlainDateTime();
        if (shown.equals(wanted)) continue;
        // Not shown: the wall clock jumped over it at this very instant.
        const before = instant.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(recurrence.timeZone);
        expect(Temporal.PlainDateTime.compare(before.toPlainDateTime(), wanted)).toBeLessThan(0);
        expect(Temporal.PlainDateTime.compare(shown, wanted)).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});

test('law: walking from slot to slot meets the same instants as asking for a range', () => {
  fc.assert(
    fc.property(anyRecurrence, anyInstant, (recurrence, from) => {
      const walked: number[] = [];
      for (let at = from; walked.length < 8; ) {
        at = nextSlot(recurrence, at).instant;
        walked.push(at.getTime());
      }
      const distinct = new Set<number>();
      for (const { instant } of slotsFrom(recurrence, new Date(from.getTime() + 1))) {
        distinct.add(instant.getTime());
        if (distinct.size === 8) break;
      }
      expect(walked).toEqual([...distinct]);
    }),
    { numRuns: 200 },
  );
});

test('time zones are read in any case, by city, and by old names', () => {
  expect(findTimeZone('europe/berlin')).toBe('Europe/Berlin');
  expect(findTimeZone('new_york')).toBe('America/New_York');
  expect(findTimeZone('utc')).toBe('UTC');
  expect(findTimeZone('Asia/Calcutta')).toBeDefined();
  expect(findTimeZone('Europe/Atlantis')).toBeUndefined();
  expect(findTimeZone('constructor')).toBeUndefined();
  expect(timeZones.filter((zone) => zone === 'UTC')).toEqual(['UTC']);
  expect(timeZones).toContain('Europe/Berlin');
});

test('of several zones that a name could mean, it is the one that is called so', () => {
  // Each is a large city of another zone as well.
  expect(findTimeZone('Cordoba')).toBe('America/Argentina/Cordoba');
  expect(findTimeZone('Campo Grande')).toBe('America/Campo_Grande');
  expect(findTimeZone('Jamaica')).toBe('Jamaica');
});
