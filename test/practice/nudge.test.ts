import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

/** What Whetstone said to the member alone, where they wrote. */
const told = (member: string, thread?: string) => h.said(thread, member);

describe('a reply that is too short to be an answer', () => {
  test('is told so privately, once a day and member, and may be edited', async () => {
    const thread = await h.drop();
    const reply = await h.reply('maya', thread, 'I read the plan with EXPLAIN.');
    expect(await told('maya', thread)).toEqual([
      'An answer needs at least 8 words. Edit your message, or write a new one in the thread.',
    ]);
    await h.reply('maya', thread, 'Then I add an index.');
    expect(await told('maya', thread)).toHaveLength(1);
    h.clock(25 * 60);
    await h.reply('maya', thread, 'Then I add an index.');
    expect(await told('maya', thread)).toHaveLength(2);
    await h.edit(reply, good);
    expect(await h.answers()).toMatchObject([{ member_id: 'maya', message: reply.message }]);
  });

  test.each(['Thanks!', 'ha, good one', 'What time is the standup?', 'see you at lunch', 'Add an index?'])(
    '%j is conversation',
    async (text) => {
      const thread = await h.drop();
      await h.reply('maya', thread, text);
      expect(await told('maya', thread)).toEqual([]);
    },
  );

  test('nothing is said to somebody who has answered, or who speaks to somebody', async () => {
    const thread = await h.drop();
    await h.reply('leo', thread, good);
    await h.reply('leo', thread, 'I read the plan with EXPLAIN.');
    await h.reply('maya', thread, 'I read the plan with EXPLAIN.', { mentions: ['leo'] });
    expect([...(await told('leo', thread)), ...(await told('maya', thread))]).toEqual([]);
  });
});

describe('an answer in the channel instead of the thread', () => {
  async function press(member: string) {
    const [post] = await h.services.db
      .selectFrom('posts')
      .select('subject')
      .where('kind', '=', 'nudge')
      .execute();
    const value = post?.subject.replace('misplaced ', '') ?? '';
    const reply = await h.core.action(h.actor(member), 'use-as-answer', value);
    await h.drain();
    return replyText(reply);
  }

  test('its author is told privately, and one click makes it the answer', async () => {
    const thread = await h.drop();
    const message = h.message('maya', undefined, good);
    await h.core.messagePosted(message);
    await h.drain();
    expect(await told('maya')).toEqual([expect.stringMatching(/go in its thread.*\n\[Make it my answer\]/)]);
    expect(await h.answers()).toEqual([]);

    expect(await press('maya')).toContain('This is your answer now.');
    expect(await h.answers()).toMatchObject([{ member_id: 'maya', message: message.message }]);
    expect((await h.said(thread)).join('\n')).toContain('Feedback ·');
    expect(await press('maya')).toContain('This is your answer already.');
    h.clock(1);
    await h.edit(message, `${good} And I look at locks.`);
    expect(await h.answers()).toMatchObject([{ revision: 2, state: 'standing' }]);
    await h.remove(message);
    expect(await h.answers()).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('what stands there at the click counts', async () => {
    await h.drop();
    const message = h.message('maya', undefined, good);
    await h.core.messagePosted(message);
    await h.edit(message, 'Never mind.');
    expect(await press('maya')).toContain('too short now');
    await h.core.messageDeleted({ ...message, at: h.now });
    expect(await press('maya')).toContain('no longer has that message');
    expect(await h.answers()).toEqual([]);
  });

  test('nobody takes another’s message for their own', async () => {
    await h.drop();
    await h.core.messagePosted(h.message('maya', undefined, good));
    expect(await press('leo')).toContain('Only your own message');
  });

  test.each([
    ['lunch', 'Does anybody know whether the canteen still has soup after two o’clock today?'],
    ['other work', 'I have just merged the release branch, so please hold your commits until tomorrow.'],
    ['thanks', 'Thanks everybody for coming to the practice session today, see you again next week.'],
  ])('%s is conversation', async (_about, text) => {
    await h.drop();
    await h.core.messagePosted(h.message('maya', undefined, text));
    await h.drain();
    expect(await told('maya')).toEqual([]);
  });

  test('nothing is said twice a day, after an answer, after the reveal, or where no question is open', async () => {
    const say = async (member: string, channel = 'practice') => {
      await h.core.messagePosted({ ...h.message(member, undefined, good), channel });
      await h.drain();
    };
    await say('maya');
    const thread = await h.drop();
    await h.reply('leo', thread, good);
    await say('leo');
    expect([...(await told('maya')), ...(await told('leo'))]).toEqual([]);
    await say('maya');
    await say('maya');
    expect(await told('maya')).toHaveLength(1);
    h.clock(25 * 60);
    await h.sweep();
    await say('sam');
    expect(await told('sam')).toEqual([]);
  });
});
