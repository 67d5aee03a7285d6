import { afterEach, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { dying } from '../support/dying.ts';
import { Harness } from '../support/harness.ts';
import { askToForget, where } from './everything.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const leo = /\bleo\b/i;

test('wherever it dies, all of a member is there or nothing', async () => {
  const thread = await h.drop();
  let rounds = 0;
  for (let last = 1; ; last += 1) {
    await h.reply('leo', await h.drop('question backend/message-queue'), `${good} Zyzzyva.`);
    await h.react('leo', await h.reply('maya', thread, good), '👍');
    await askToForget(h, 'leo');
    const before = (await where(h, leo)).filter((row) => !row.startsWith('web_'));
    const process = dying(h.services, last);
    await process.run('erase-members', {});
    const after = (await where(h, leo)).filter((row) => !row.startsWith('web_'));
    expect(after.length === 0 || after.length === before.length).toBe(true);
    h.clock(1);
    await h.sweep();
    expect(await where(h, leo)).toEqual([]);
    expect(await where(h, /Zyzzyva/)).toEqual([]);
    rounds += 1;
    if (!process.isDead()) break;
  }
  expect(rounds).toBeGreaterThan(20);
});
