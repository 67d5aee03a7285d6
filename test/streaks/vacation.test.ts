import { afterEach, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const vacation = (words = '', member = 'maya') => h.command(member, `vacation ${words}`);

const planned = async () => {
  const rows = await h.services.db
    .selectFrom('vacations')
    .selectAll()
    .where('member_id', '=', 'maya')
    .orderBy('starts_on')
    .execute();
  return rows.map(({ starts_on, ends_on }) => `${starts_on} ${ends_on}`);
};

test('one begins today unless it is said, and is told to nobody else', async () => {
  expect(await vacation()).toContain('no vacation planned');
  expect(await vacation('until 2027-01-06')).toContain('from 24 November 2026 until 6 January 2027');
  expect(await vacation()).toContain('You’re on vacation until 6 January 2027.');
  expect(await vacation('', 'leo')).toContain('no vacation planned');
  expect(await h.command('leo', 'stats @maya')).not.toMatch(/vacation|freeze/i);
});

test('days are said as people say them', async () => {
  expect(await vacation('from Dec 21 until 6 Jan')).toContain('from 21 December 2026 until 6 January 2027');
  expect(await vacation()).toContain('a vacation planned from 21 December 2026 until 6 January 2027');
});

test('one that overlaps another or follows it extends it; another stands beside', async () => {
  await vacation('from 2026-12-01 until 2026-12-05');
  await vacation('from 2026-12-20 until 2026-12-24');
  expect(await vacation('from 2026-12-04 until 2026-12-08')).toContain(
    'from 1 December 2026 until 8 December 2026',
  );
  await vacation('from 2026-12-25 until 2026-12-26');
  expect(await planned()).toEqual(['2026-12-01 2026-12-08', '2026-12-20 2026-12-26']);
  await vacation('from 2026-12-03 until 2026-12-22');
  expect(await planned()).toEqual(['2026-12-01 2026-12-26']);
});

test('two that are planned at once become one', async () => {
  await vacation();
  await Promise.all(
    ['until 2026-12-05', 'until 2026-12-06', 'until 2026-12-07'].map((words) => vacation(words)),
  );
  expect(await planned()).toEqual(['2026-11-24 2026-12-07']);
});

test('off ends what is on and cancels what is planned; what was stays', async () => {
  expect(await vacation('off')).toContain('no vacation to end');
  await vacation('until 2026-12-05');
  await vacation('from 2026-12-20 until 2026-12-24');
  h.clock('2026-11-26T08:00:00Z');
  expect(await vacation('off')).toContain('Today counts again');
  expect(await planned()).toEqual(['2026-11-24 2026-11-25']);
  await vacation('until 2026-12-05');
  expect(await planned()).toEqual(['2026-11-24 2026-12-05']);
});

test('what can’t be says what to type', async () => {
  expect(await vacation('from 2026-12-01')).toContain(
    'Say until when, too, as in /interview vacation from 2026-12-01 until 2026-12-15.',
  );
  expect(await vacation('until 2026-11-23')).toContain('23 November 2026 is too early');
  expect(await vacation('from 2026-11-23 until 2026-11-30')).toContain('can’t begin in the past');
  expect(await vacation('from 2026-12-10 until 2026-12-09')).toContain('is too early');
  expect(await vacation('until 2027-02-23')).toContain('until 22 February 2027, 90 days from now');
  expect(await vacation('until tomorrow')).toContain('as in 2027-01-06 or 6 Jan');
  expect(await planned()).toEqual([]);
  await vacation('until 2027-02-22');
  expect(await planned()).toEqual(['2026-11-24 2027-02-22']);
});

test('no reminder comes meanwhile, and they go on afterwards', async () => {
  await h.reply('maya', await h.drop(), good);
  await h.command('maya', 'recall set 09:00 UTC');
  await vacation('from 2026-11-25 until 2026-11-27');
  const reminders = async () =>
    (await h.said(undefined, 'maya')).filter((text) => text.includes('slip your mind')).length;
  for (const [day, count] of [
    ['2026-11-24', 0],
    ['2026-11-25', 0],
    ['2026-11-26', 0],
    ['2026-11-27', 0],
    ['2026-11-28', 1],
  ] as const) {
    h.clock(`${day}T09:00:00Z`);
    await h.drain();
    expect(await reminders()).toBe(count);
  }
});
