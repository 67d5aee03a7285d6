import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTimeZone, timeZones } from '../../src/base/time-zones.ts';
import type { Argument } from '../../src/commands/command.ts';
import { days, duration, months, readTime, time, weekday, zone } from '../../src/commands/times.ts';

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

test.each(['9', '930', '24:00', '25:00', '13pm', '0 am', '9:60', '9:5', 'soon', '', 'constructor'])(
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

const vocabulary = { tracks: [], questions: [], retired: [], members: [] };
/** The value and how many words it took; undefined for what it is none of. */
const read = <T>(argument: Argument<T>, said: string) => {
  const found = argument.read(said.split(' ').filter(Boolean), vocabulary);
  return found && [found.value, found.used];
};

test.each([
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['Weekdays', [1, 2, 3, 4, 5]],
  ['weekend', [6, 7]],
  ['mon', [1]],
  ['tu', [2]],
  ['sunday', [7]],
  ['Wed,mon,fri', [1, 3, 5]],
  ['mon-thu', [1, 2, 3, 4]],
  ['sat-mon', [1, 6, 7]],
  ['fri-fri', [5]],
  ['mon-tue,sat', [1, 2, 6]],
])('%s are the days %j', (said, wanted) => {
  expect(read(days, said)).toEqual([wanted, 1]);
});

test.each(['m', '', ',', 'mon-', 'mon-tue-wed', 'mon-soon', 'soon-mon', 'mondays', 'soon'])(
  '“%s” are no days',
  (said) => {
    expect(read(days, said)).toBeUndefined();
  },
);

test('what is completed is read', () => {
  for (const argument of [days, weekday, time, duration, months] as Argument<unknown>[])
    for (const choice of argument.choices(vocabulary))
      expect(read(argument, choice)?.[1], choice).toBe(choice.split(' ').length);
  expect(zone.choices(vocabulary)).toContain('Europe/Berlin');
});

test('a weekday, or none', () => {
  expect(read(weekday, 'Wednesday next')).toEqual([3, 1]);
  expect(read(weekday, 'OFF')).toEqual([null, 1]);
  expect(read(weekday, 'w')).toBeUndefined();
  expect(read(weekday, '')).toBeUndefined();
  expect(weekday.fixed).toHaveLength(8);
});

test('a time and a zone are read from as many words as make sense together', () => {
  expect(read(time, '9:30 am daily')).toEqual(['09:30', 2]);
  expect(read(time, '9:30 daily')).toEqual(['09:30', 1]);
  expect(read(time, 'daily 9:30')).toBeUndefined();
  expect(read(zone, 'New York daily')).toEqual(['America/New_York', 2]);
  expect(read(zone, 'UTC')).toEqual(['UTC', 1]);
  expect(read(zone, 'Port of Spain daily')).toEqual(['America/Port_of_Spain', 3]);
  expect(read(zone, '')).toBeUndefined();
});

test.each([
  ['45m', 45],
  ['4h', 240],
  ['2days', 2880],
  ['1M', 1],
  ['30d', 43_200],
  ['720h', 43_200],
])('%s are %i minutes', (said, minutes) => {
  expect(read(duration, said)).toEqual([minutes, 1]);
});

test.each(['0m', '31d', '721h', '12345m', '4', 'h', '', '4w'])('“%s” is no duration', (said) => {
  expect(read(duration, said)).toBeUndefined();
});

test.each([
  ['1 month', 1],
  ['12 months', 12],
  ['2 years', 24],
  ['10 years', 120],
  ['120 Months', 120],
])('%s are %i months', (said, wanted) => {
  expect(read(months, said)).toEqual([wanted, 2]);
});

test('for ever is one word', () => {
  expect(read(months, 'Forever and ever')).toEqual([null, 1]);
});

test.each(['0 months', '121 months', '11 years', '12', '12 weeks', '1234 months', 'two years', ''])(
  '“%s” are no months',
  (said) => {
    expect(read(months, said)).toBeUndefined();
  },
);
