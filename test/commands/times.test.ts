import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTimeZone, timeZones } from '../../src/base/time-zones.ts';
import { readTime } from '../../src/commands/times.ts';

test.each([
  ['9am', '09:00'],
  ['9 AM', '09:00'],
  ['9:30 am', '09:30'],
  ['9.30', '09:30'],
  ['9:30 p.m.', '21:30'],
  ['12 am', '00:00'],
  ['12pm', '12:00'],
  ['17h', '17:00'],
  ['17h30', '17:30'],
  ['Noon', '12:00'],
  ['midnight', '00:00'],
  [' 08:05 ', '08:05'],
])('%s is %s', (said, time) => {
  expect(readTime(said)).toBe(time);
});

test.each(['9', '930', '25:00', '13pm', '0 am', '9:60', '9:5', 'soon', '', 'constructor'])(
  '“%s” is no time',
  (said) => {
    expect(readTime(said)).toBeUndefined();
  },
);

test('law: every minute of the day is read in each way that people write it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
      const minutes = String(minute).padStart(2, '0');
      const wanted = `${String(hour).padStart(2, '0')}:${minutes}`;
      const half = hour < 12 ? 'am' : 'pm';
      for (const said of [
        `${hour}:${minutes}`,
        `${hour}.${minutes}`,
        `${((hour + 11) % 12) + 1}:${minutes} ${half}`,
      ])
        expect(readTime(said), said).toBe(wanted);
    }),
  );
});

test.each([
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/calcutta', 'Asia/Calcutta'],
  ['Kiev', 'Europe/Kiev'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Mumbai', 'Asia/Kolkata'],
  ['San Francisco', 'America/Los_Angeles'],
  ['zürich', 'Europe/Zurich'],
  ['US/Pacific', 'US/Pacific'],
  ['gmt', 'UTC'],
  ['etc/gmt-2', 'Etc/GMT-2'],
])('%s is %s', (said, zone) => {
  expect(findTimeZone(said)).toBe(zone);
});

test('law: every zone is found by its name in any case, and keeps it', () => {
  for (const zone of [...timeZones, ...Intl.supportedValuesOf('timeZone'), 'US/Pacific', 'Europe/Kiev']) {
    expect(findTimeZone(zone)).toBe(zone);
    expect(findTimeZone(zone.toUpperCase().replaceAll('_', ' '))).toBe(zone);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  }
});

test('a zone by its distance from UTC stays one', () => {
  for (const offset of [...Array(12).keys()]) {
    expect(findTimeZone(`Etc/GMT-${offset + 1}`)).toBeDefined();
    expect(findTimeZone(`Etc/GMT+${offset + 1}`)).toBeDefined();
  }
});

test('there is no zone on Mars', () => {
  expect(findTimeZone('Mars')).toBeUndefined();
  expect(findTimeZone('')).toBeUndefined();
});
