import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysLater, sayDay, sayDays, sayMinutes } from '../../src/base/time.ts';
import { dayFrom, days, readDay } from '../../src/commands/dates.ts';

test.each([
  ['2027-01-06', '2027-01-06'],
  ['6 Jan', '01-06'],
  ['Jan 6', '01-06'],
  ['6. january', '01-06'],
  ['6 SEPT 2027', '2027-09-06'],
  ['January 6, 2027', '2027-01-06'],
  ['29 Feb', '02-29'],
])('%s is %s', (said, day) => {
  expect(readDay(said)).toBe(day);
});

test.each([
  '',
  '6',
  '2027-13-01',
  '2027-02-29',
  '29 Feb 2027',
  '31 Jun',
  '6 Ja',
  '6 Janet',
  'Jan',
  '6 Jan 6',
  '1/6/2027',
])('“%s” is no day', (said) => {
  expect(readDay(said)).toBeUndefined();
});

test('a day without a year is the next', () => {
  expect(dayFrom('01-06', '2026-11-24')).toBe('2027-01-06');
  expect(dayFrom('11-24', '2026-11-24')).toBe('2026-11-24');
  expect(dayFrom('02-29', '2026-11-24')).toBe('2028-02-29');
  expect(dayFrom('2026-01-06', '2026-11-24')).toBe('2026-01-06');
});

test('law: every day is read in each way that people write it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (number) => {
      const day = daysLater('2020-01-01', number);
      const words = sayDay(day);
      const [date = '', month = '', year = ''] = words.split(' ');
      for (const said of [day, words, `${month} ${date} ${year}`, `${date} ${month.slice(0, 3)} ${year}`])
        expect(readDay(said), said).toBe(day);
      expect(dayFrom(readDay(`${date} ${month}`) ?? '', day)).toBe(day);
    }),
  );
});

const read = (text: string) =>
  days.read(text.split(' '), { tracks: [], questions: [], retired: [], members: [] });

test('a list of days is read as far as it goes, in order and each once', () => {
  expect(read('2026-12-26,2026-12-25,2026-12-26 calls 20')).toEqual({
    value: ['2026-12-25', '2026-12-26'],
    used: 1,
  });
  expect(read('2026-12-25, 2026-12-26 , 2027-01-01')).toEqual({
    value: ['2026-12-25', '2026-12-26'],
    used: 2,
  });
  expect(read('off')).toEqual({ value: [], used: 1 });
  expect(read('2026-12-25,Monday')).toBeUndefined();
});

test.each([
  [1, '1 minute'],
  [2, '2 minutes'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [61, '61 minutes'],
  [90, '90 minutes'],
  [120, '2 hours'],
  [1439, '1439 minutes'],
  [1440, '1 day'],
  [1500, '25 hours'],
  [2880, '2 days'],
])('%i minutes are said as %s', (minutes, said) => {
  expect(sayMinutes(minutes)).toBe(said);
});

test.each([
  [[7, 6, 5, 4, 3, 2, 1], 'every day'],
  [[5, 1, 2, 3, 4], 'Monday to Friday'],
  [[7, 1, 3], 'Monday, Wednesday, Sunday'],
  [[1, 2, 3, 4], 'Monday, Tuesday, Wednesday, Thursday'],
])('%j in words', (days, said) => {
  expect(sayDays(days)).toBe(said);
});
