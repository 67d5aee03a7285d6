import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlatformError } from '../../src/chat/platform.ts';
import { good } from '../support/answers.ts';
import { dying } from '../support/dying.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

test('a reminder whose delivery dies before any of its statements comes once', async () => {
  await h.reply('maya', await h.drop(), good);
  h.clock(12 * 60);
  await h.command('maya', 'recall set 09:00 UTC');
  const told = async () =>
    (await h.said(undefined, 'maya')).filter((text) => text.includes('slip your mind')).length;
  for (let last = 1; ; last += 1) {
    h.clock(new Date(Date.UTC(2026, 10, 24 + last, 9)).toISOString());
    await h.core.action(h.actor('maya'), 'recall', '');
    h.wakes.length = 0;
    await h.run({ job: 'remind-of-recall', data: {}, id: 'due' });
    const posts = h.wakes.flatMap(({ job, data }) => (job === 'deliver-posts' ? data : []));
    h.wakes.length = 0;
    const process = dying(h.services, last);
    await process.run('deliver-posts', posts);
    // The dead one's claim runs out.
    h.clock(5);
    await h.sweep();
    h.clock(5);
    await h.sweep();
    expect({ last, told: await told() }).toEqual({ last, told: last });
    if (!process.isDead()) break;
  }
});

test('a worker that was taken for dead changes nothing of a message that another has given up', async () => {
  const { web } = h.services.platforms;
  if (!web) throw new Error('no platform');
  const { promise: failing, reject: fail } = Promise.withResolvers<never>();
  let attempts = 0;
  web.whisper = async () => {
    attempts += 1;
    if (attempts === 1) return failing;
    throw new PlatformError('gone', 'Nobody knows whether it came.');
  };
  await h.core.command(h.actor('maya'), 'data export');
  const slow = h.drain();
  await vi.waitUntil(() => attempts === 1);
  h.clock(5);
  await h.sweep();
  fail(new PlatformError('temporary', 'Not now.'));
  await slow;
  const posts = await h.services.db
    .selectFrom('posts')
    .select(['state', 'error'])
    .where('kind', '=', 'data-export')
    .execute();
  expect(posts).toEqual([{ state: 'failed', error: 'Nobody knows whether it came.' }]);
});
