import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 200 };
const channels = Array.from({ length: 200 }, (_, index) => `team-${index}`);

let lane: Lane;
beforeEach(async () => {
  lane = await Lane.start();
});
afterEach(() => lane.stop());

test('two workers post the drops of 200 channels, due at once, exactly once each', async () => {
  const { h } = lane;
  const { db } = h.services;
  for (const channel of channels) {
    await addChannel(db, h.workspace, channel);
    await h.core.command(h.actor('sam', channel), 'schedule set daily 09:00 Europe/Berlin');
  }
  h.clock('2026-11-25T08:00:00Z');
  const [one, other] = [await lane.connect(), await lane.connect()];
  await Promise.all([one.work(200), other.work(200)]);
  // Every wake comes twice besides what the sweepers find.
  const due = h.wakes.splice(0);
  await Promise.all([one.services.wake(due), other.services.wake(due)]);

  await vi.waitFor(async () => {
    const open = await db.selectFrom('drops').select('id').where('state', '=', 'open').execute();
    expect(open, h.logged.join('\n')).toHaveLength(channels.length);
  }, patience);
  await Promise.all([one.stop(), other.stop()]);
  const posted = await db
    .selectFrom('web_messages')
    .select(['channel_id', ({ fn }) => fn.countAll<string>().as('count')])
    .where('workspace_id', '=', h.workspace)
    .groupBy('channel_id')
    .execute();
  expect(posted.map(({ channel_id }) => channel_id).sort()).toEqual([...channels].sort());
  expect(posted.filter(({ count }) => count !== '1')).toEqual([]);
  expect(h.logged).toEqual([]);
}, 90_000);
