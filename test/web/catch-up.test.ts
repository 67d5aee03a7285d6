import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchUpPlayground } from '../../adapters/web/catch-up.ts';
import { deleteMessage, insertMessage, updateMessage } from '../../adapters/web/store/write-messages.ts';
import { better, good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

test('what was stored just before a crash is taken at the next start, and twice is once', async () => {
  const thread = await h.drop();
  const { db } = h.services;
  const write = (author: string, text: string) =>
    insertMessage(db, {
      workspace: h.workspace,
      channel: 'practice',
      thread,
      author,
      key: randomUUID(),
      text,
    });
  const restart = async () => {
    await catchUpPlayground(h.services.db, h.core, h.workspace);
    await h.drain();
  };
  const first = await write('maya', good);
  const second = await write('leo', better);
  for (const _ of [1, 2]) await restart();
  expect(await h.answers()).toMatchObject([
    { member_id: 'maya', message: first, state: 'standing', revision: 1 },
    { member_id: 'leo', message: second, state: 'standing', revision: 1 },
  ]);
  expect(await h.said(thread)).toHaveLength(2);

  h.clock(60);
  const place = { workspace: h.workspace, channel: 'practice' };
  await updateMessage(db, { ...place, id: first, author: 'maya' }, { text: better });
  await deleteMessage(db, { ...place, id: second, author: 'leo' });
  await restart();
  expect(await h.answers()).toMatchObject([{ state: 'standing', revision: 2 }, { state: 'withdrawn' }]);
});
