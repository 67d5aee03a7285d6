import { afterEach, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { dying } from '../support/dying.ts';
import { Harness } from '../support/harness.ts';
import { exported } from './exported.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

test('whenever the process dies, the file comes once and whole', async () => {
  await h.reply('maya', await h.drop(), good);
  let sent = 0;
  for (let last = 1; ; last += 1) {
    await h.core.command(h.actor('maya'), 'data export');
    const [wake] = h.wakes.splice(0).filter(({ job }) => job === 'deliver-posts');
    const process = dying(h.services, last);
    await process.run('deliver-posts', wake?.data ?? []);
    h.clock(3);
    await h.sweep();
    sent += 1;
    const files = h.services.db
      .selectFrom('web_files')
      .select('name')
      .where('workspace_id', '=', h.workspace);
    expect(await files.execute()).toHaveLength(sent);
    expect(JSON.parse((await exported(h, 'maya'))['answers.json'] ?? '')).toHaveLength(1);
    h.clock(1440);
    if (!process.isDead()) break;
  }
  expect(sent).toBeGreaterThan(20);
});
