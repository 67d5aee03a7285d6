import { afterEach, beforeEach, expect, test } from 'vitest';
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
