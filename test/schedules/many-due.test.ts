import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { wakeForReveals } from '../../src/practice/wakes.ts';
import { wakeForSlots } from '../../src/schedules/wakes.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

/** Channels with a schedule each, all due at once. */
async function scheduleIn(count: number, words = 'daily 09:00 UTC'): Promise<string[]> {
  const channels = Array.from({ length: count }, (_, number) => `team-${String(number).padStart(3, '0')}`);
  for (const channel of channels) await addChannel(h.services.db, h.workspace, channel);
  for (const channel of channels) await h.core.command(h.actor('sam', channel), `schedule set ${words}`);
  return channels;
}

async function dropped(): Promise<string[]> {
  const rows = await h.services.db
    .selectFrom('drops')
    .select('channel_id')
    .where('state', 'in', ['due', 'open'])
    .orderBy('channel_id')
    .execute();
  return rows.map(({ channel_id }) => channel_id);
}

const wakeIds = () => [...new Set(h.wakes.map(({ id }) => id))];

test('the schedules of an instant share one wake, their sample answers another', async () => {
  const channels = await scheduleIn(3);
  const slot = wakeForSlots(new Date('2026-11-24T09:00:00Z'));
  expect(wakeIds()).toEqual([slot.id]);
  h.clock('2026-11-24T09:00:00Z');
  h.wakes.length = 0;
  await h.run(slot);
  await h.drain();
  expect(await dropped()).toEqual(channels);
  expect(wakeIds()).toEqual([
    wakeForSlots(new Date('2026-11-25T09:00:00Z')).id,
    wakeForReveals(new Date('2026-11-24T17:00:00Z')).id,
  ]);
});

test('a schedule that can’t be opened keeps none of the others from it', async () => {
  const channels = await scheduleIn(4);
  const { db } = h.services;
  await db
    .updateTable('schedules')
    .set({ time_zone: 'Middle/Earth' })
    .where('channel_id', '=', 'team-001')
    .execute();
  h.clock('2026-11-24T09:00:00Z');
  await h.sweep();
  await h.sweep();
  expect(await dropped()).toEqual(channels.filter((channel) => channel !== 'team-001'));
  // Logged each time, and still due: once it is mended it is opened.
  expect(h.logged).toHaveLength(2);
  expect(h.logged[0]).toMatch(/^a schedule could not be opened .*"channel_id":"team-001"/);
  await db.updateTable('schedules').set({ time_zone: 'UTC' }).execute();
  await h.sweep();
  expect(await dropped()).toEqual(channels);
});

test('what one worker opens another passes over: it opens the others meanwhile', async () => {
  const channels = await scheduleIn(130);
  h.clock('2026-11-24T09:00:00Z');
  const slot = wakeForSlots(h.now);
  const theirs = channels.slice(0, 110);
  await h.services.db.transaction().execute(async (tx) => {
    await sql`select from schedules where channel_id = any (${theirs}) for update`.execute(tx);
    await h.run(slot);
    expect(await dropped()).toEqual(channels.slice(110));
  });
  await Promise.all([h.run(slot), h.run(slot), h.run(slot)]);
  expect(await dropped()).toEqual(channels);
  expect(h.logged).toEqual([]);
});

test('of several slots that come at once each has a question of its own', async () => {
  await h.command('sam', 'settings set grace 3d');
  await scheduleIn(2);
  h.clock('2026-11-26T10:00:00Z');
  await h.sweep();
  const { rows } = await sql<{ drops: number; questions: number }>`
    select count(*)::int as drops, count(distinct question_id)::int as questions from drops
    group by channel_id`.execute(h.services.db);
  expect(rows).toEqual([
    { drops: 3, questions: 3 },
    { drops: 3, questions: 3 },
  ]);
});
