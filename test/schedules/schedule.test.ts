import { afterEach, beforeEach, expect, test } from 'vitest';
import { wakeForSlots } from '../../src/schedules/wakes.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  // A Tuesday, 09:00 in Berlin.
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const set = (words: string) => h.command('sam', `schedule set ${words}`);

async function slots() {
  const rows = await h.services.db
    .selectFrom('drops')
    .select(['slot', 'state'])
    .where('slot', 'is not', null)
    .orderBy('slot')
    .execute();
  return rows.map(({ slot, state }) => `${slot} ${state}`);
}

test('a schedule drops its question at its time, and not for the slot that has passed today', async () => {
  expect(await set('weekdays 09:00 Europe/Berlin backend')).toContain(
    'Next: Wed 2026-11-25 09:00 (UTC+01:00)',
  );
  await h.sweep();
  expect(await slots()).toEqual([]);
  await set('weekdays 09:00 Europe/Berlin backend');
  h.clock('2026-11-25T07:59:00Z');
  await h.drain();
  expect(await slots()).toEqual([]);
  h.clock('2026-11-25T08:00:00Z');
  await h.drain();
  expect(await slots()).toEqual(['2026-11-25 09:00:00 open']);
  expect((await h.said()).join('\n')).toContain('Today’s question');
});

test('run twice, by two workers, or with the clock set back, a slot is dropped once', async () => {
  await set('daily 09:00 Europe/Berlin backend');
  h.clock('2026-11-25T08:00:00Z');
  const wake = wakeForSlots(h.now);
  await Promise.all([h.run(wake), h.run(wake), h.run(wake)]);
  h.clock('2026-11-25T07:30:00Z');
  await h.sweep();
  h.clock('2026-11-25T08:00:30Z');
  await h.run(wake);
  await h.sweep();
  expect(await slots()).toEqual(['2026-11-25 09:00:00 open']);
  expect(await h.said()).toHaveLength(1);
});

test('after downtime a slot within the grace is posted, older ones are recorded as missed', async () => {
  await set('daily 09:00 Europe/Berlin backend');
  h.clock('2026-11-28T13:59:00Z');
  await h.sweep();
  expect(await slots()).toEqual([
    '2026-11-25 09:00:00 missed',
    '2026-11-26 09:00:00 missed',
    '2026-11-27 09:00:00 missed',
    '2026-11-28 09:00:00 open',
  ]);
  h.clock('2026-11-29T14:01:00Z');
  await h.sweep();
  expect((await slots()).at(-1)).toBe('2026-11-29 09:00:00 missed');
  expect(await h.said()).toHaveLength(1);
});

test('the grace is the workspace’s', async () => {
  await h.command('sam', 'settings set grace 30m');
  await set('daily 09:00 Europe/Berlin backend');
  h.clock('2026-11-25T08:31:00Z');
  await h.sweep();
  expect(await slots()).toEqual(['2026-11-25 09:00:00 missed']);
});

test('a slot is late at the very end of the grace, and missed right after it', async () => {
  await h.command('sam', 'settings set grace 30m');
  await set('daily 09:00 Europe/Berlin backend');
  h.clock('2026-11-25T08:30:00.000Z');
  await h.sweep();
  h.clock('2026-11-26T08:30:00.001Z');
  await h.sweep();
  expect(await slots()).toEqual(['2026-11-25 09:00:00 open', '2026-11-26 09:00:00 missed']);
});

test('pause, resume, skip and its undo, off', async () => {
  await set('daily 09:00 Europe/Berlin backend');
  await h.command('sam', 'schedule pause');
  h.clock('2026-11-25T08:00:00Z');
  await h.sweep();
  expect(await slots()).toEqual([]);
  expect(await h.command('maya', 'schedule')).toContain('Paused.');
  await h.command('sam', 'schedule resume');
  await h.sweep();
  expect(await slots()).toEqual([]);

  expect(await h.command('sam', 'schedule skip')).toContain('Thu 2026-11-26');
  expect(await h.command('sam', 'schedule skip')).toContain('Fri 2026-11-27');
  expect(await h.command('sam', 'schedule skip undo')).toContain('2 skipped');
  expect(await h.command('sam', 'schedule skip')).toContain('Thu 2026-11-26');
  expect(await h.command('maya', 'schedule preview')).toContain('Thu 2026-11-26 09:00 (UTC+01:00) – skipped');
  h.clock('2026-11-26T08:00:00Z');
  await h.sweep();
  expect(await slots()).toEqual(['2026-11-26 09:00:00 skipped']);
  h.clock('2026-11-27T08:00:00Z');
  await h.sweep();
  expect(await slots()).toEqual(['2026-11-26 09:00:00 skipped', '2026-11-27 09:00:00 open']);

  expect(await h.command('sam', 'schedule off')).toContain('/interview schedule set');
  h.clock('2026-11-28T08:00:00Z');
  await h.sweep();
  expect(await slots()).toHaveLength(2);
  expect(await h.command('sam', 'schedule skip')).toContain('has no schedule yet');
});

test('the preview shows ten slots with their offsets over a clock change', async () => {
  h.clock('2026-03-27T12:00:00Z');
  await set('daily 02:30 Europe/Berlin backend');
  const preview = await h.command('maya', 'schedule preview');
  expect(preview.match(/^- /gm)).toHaveLength(10);
  expect(preview).toContain('Sat 2026-03-28 02:30 (UTC+01:00)');
  expect(preview).toContain('Mon 2026-03-30 02:30 (UTC+02:00)');
});

test('what isn’t said stays; “any” clears the filters; the zone becomes the workspace’s', async () => {
  await set('mon,thu 17:30 Asia/Tokyo backend advanced technical reveal 4h leaderboard off');
  const changed = await set('8am');
  expect(changed).toContain('Monday, Thursday at 08:00, Asia/Tokyo');
  expect(changed).toContain('Levels: advanced');
  expect(changed).toContain('4 hours after');
  expect(changed).toContain('Leaderboard: off');
  expect(await set('any')).toContain('Levels: all');
  expect(await h.command('maya', 'settings')).toContain('Time zone: Asia/Tokyo');
});

test('the leaderboard is posted on its day, also when no question is', async () => {
  await set('mon 09:00 Europe/Berlin backend leaderboard fri');
  h.clock('2026-11-27T08:00:00Z');
  await h.sweep();
  await h.sweep();
  expect(await slots()).toEqual([]);
  expect(await h.said()).toEqual([expect.stringContaining('Leaderboard · this week')]);
});

test('the sample answer follows in the thread when its delay is over, once', async () => {
  await set('daily 09:00 Europe/Berlin backend reveal 2h');
  h.clock('2026-11-25T08:00:00Z');
  await h.drain();
  const { message } = await h.services.db.selectFrom('drops').select('message').executeTakeFirstOrThrow();
  h.clock('2026-11-25T09:59:00Z');
  await h.sweep();
  expect(await h.said(message ?? '')).toEqual([]);
  h.clock('2026-11-25T10:00:00Z');
  await h.sweep();
  await h.sweep();
  expect(await h.said(message ?? '')).toEqual([expect.stringContaining('Sample answer')]);
});
