import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../adapters/slack/connections.ts';
import { incomingMessage } from '../../adapters/slack/receive/messages.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

test('while a question waits for its retry, only its own thread waits', async () => {
  const thread = await h.drop();
  const before = await h.answers();
  await h.command('sam', 'question backend/message-queue');
  // It may stand in the channel already: the retry finds out.
  await h.services.db
    .updateTable('posts')
    .set({ state: 'sending', message: null })
    .where('kind', '=', 'drop')
    .where('id', '=', (eb) =>
      eb.selectFrom('posts').select(eb.fn.max('id').as('id')).where('kind', '=', 'drop'),
    )
    .execute();
  const say = (thread: string, isForeignThread?: boolean) =>
    h.core.messagePosted(
      h.message('maya', thread, good, isForeignThread === undefined ? {} : { isForeignThread }),
    );
  const startedAt = performance.now();
  await say('somebody’s', true);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await say(thread);
  expect(await h.answers()).toHaveLength(before.length + 1);
  await expect(say('not-stored-yet')).rejects.toThrow('on its way');
  await expect(say('not-stored-either', false)).rejects.toThrow('on its way');
  const use = async (thread: string) =>
    replyText(
      await h.core.messageAction(h.actor('maya'), 'use-as-my-answer', h.message('maya', thread, good)),
    );
  expect(await use(thread)).toContain('This is your answer now');
  expect(await use('not-stored-yet')).toContain('still posting a question here');
});

test('Slack says whose message a thread hangs on', () => {
  const connection = { workspace: '1', botUser: 'U0BOT' } as Connection;
  const reply = (parent_user_id: string | undefined) =>
    incomingMessage(connection, 'C1', {
      ...{ ts: '2.0', thread_ts: '1.0', user: 'U1', text: 'x', parent_user_id },
      ...{ bot_id: undefined, app_id: undefined, subtype: undefined },
    })?.isForeignThread;
  expect([reply('U0BOT'), reply('U2'), reply(undefined)]).toEqual([false, true, undefined]);
});
