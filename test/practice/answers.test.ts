import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { better, filler, good, short } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

async function standing(thread: string) {
  const { db, now: _ } = h.services;
  return db
    .selectFrom('answers')
    .innerJoin('drops', 'drops.id', 'answers.drop_id')
    .innerJoin('answer_revisions as revision', (join) =>
      join.onRef('revision.answer_id', '=', 'answers.id').onRef('revision.revision', '=', 'answers.revision'),
    )
    .select(['answers.id', 'member_id', 'text', 'answers.revision', 'answers.message', 'feedback_runs'])
    .where('drops.message', '=', thread)
    .where('answers.state', '=', 'standing')
    .orderBy('answers.id')
    .execute();
}

describe('what counts as an answer', () => {
  test('the first reply of eight words or more, and only the first', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, short);
    expect(await standing(thread)).toEqual([]);
    await h.reply('maya', thread, good);
    await h.reply('maya', thread, better);
    expect(await standing(thread)).toMatchObject([{ member_id: 'maya', text: good, revision: 1 }]);
  });

  test('seven words are conversation, eight an answer, in any script', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, 'I read the plan, add an index.');
    await h.reply('leo', thread, 'I read the plan, then add an index.');
    await h.reply('priya', thread, '我会先查看数据库查询的执行计划然后再添加合适的索引来解决问题');
    expect((await standing(thread)).map((row) => row.member_id)).toEqual(['leo', 'priya']);
  });

  test('an answer is of the day in the workspace’s zone, also when that changed since somebody answered there', async () => {
    const local = await Harness.start({ at: '2026-11-24T20:00:00Z' });
    const thread = await local.drop();
    await local.reply('maya', thread, good);
    await local.command('sam', 'settings set zone Asia/Tokyo');
    await local.reply('leo', thread, better);
    const days = await local.services.db
      .selectFrom('answers')
      .select(['member_id', 'day'])
      .orderBy('id')
      .execute();
    expect(days.map(({ member_id, day }) => `${member_id} ${day}`)).toEqual([
      'maya 2026-11-24',
      'leo 2026-11-25',
    ]);
    await local.stop();
  });

  test('not a reply to somebody else’s message, but one to the question or to one’s own', async () => {
    const thread = await h.drop();
    const first = await h.reply('leo', thread, filler.slice(0, 20));
    await h.reply('maya', thread, good, { replyTo: first.message, replyToMember: 'leo' });
    expect(await standing(thread)).toEqual([]);
    await h.reply('maya', thread, good, { replyTo: thread });
    await h.reply('leo', thread, better, { replyTo: first.message, replyToMember: 'leo' });
    expect((await standing(thread)).map((row) => row.member_id)).toEqual(['maya', 'leo']);
  });

  test('nothing from bots, from outside threads, or from threads that are no drop’s', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, good, { fromBot: true });
    await h.core.messagePosted(h.message('maya', undefined, good));
    await h.core.messagePosted(h.message('maya', '999999', good));
    await h.drain();
    expect(await standing(thread)).toEqual([]);
  });

  test('told twice, or by two processes at once, it is one answer with one feedback', async () => {
    const thread = await h.drop();
    const message = h.message('maya', thread, good);
    await Promise.all([
      h.core.messagePosted(message),
      h.core.messagePosted(message),
      h.core.messagePosted(message),
    ]);
    await h.drain();
    expect(await standing(thread)).toHaveLength(1);
    expect(await h.said(thread)).toHaveLength(1);
  });

  test('invisible characters make no words, and null bytes no trouble', async () => {
    const thread = await h.drop();
    await h.reply('maya', thread, '\u200b \u200b\u2060 '.repeat(50));
    expect(await standing(thread)).toEqual([]);
    await h.reply('maya', thread, `\u0000${good}\u0000`);
    expect(await standing(thread)).toMatchObject([{ text: good }]);
  });

  test('50,000 characters are kept whole', async () => {
    const thread = await h.drop();
    const long = `${good} `.repeat(300).slice(0, 50_000).trim();
    await h.reply('maya', thread, long);
    expect(await standing(thread)).toMatchObject([{ text: long }]);
    expect(await h.said(thread)).toHaveLength(1);
  });
});

describe('edits', () => {
  test('a later edit is a new revision with feedback of its own, in the same message', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, filler);
    const [before] = await h.said(thread);
    h.clock(5);
    await h.edit(message, good);
    expect(await standing(thread)).toMatchObject([{ text: good, revision: 2, feedback_runs: 2 }]);
    const after = await h.said(thread);
    expect(after).toHaveLength(1);
    expect(after[0]).not.toEqual(before);
    expect(after[0]).toContain('revision 2');
  });

  test('edits within 30 seconds fold into one revision, and the last one wins', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, filler);
    for (const text of [short, better, good]) {
      h.clock(0.1);
      await h.edit(message, text);
    }
    expect(await standing(thread)).toMatchObject([{ text: good, revision: 1, feedback_runs: 1 }]);
    h.clock(1);
    await h.drain();
    expect(await standing(thread)).toMatchObject([{ text: good, revision: 1, feedback_runs: 2 }]);
  });

  test('the same text again is no edit', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, good);
    h.clock(5);
    await h.edit(message, good);
    expect(await standing(thread)).toMatchObject([{ revision: 1, feedback_runs: 1 }]);
  });

  test('an answer gets feedback five times; later edits are kept, and the card says so', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, filler);
    for (let edit = 1; edit <= 7; edit += 1) {
      h.clock(5);
      await h.edit(message, `${good} Edit number ${edit}.`);
    }
    expect(await standing(thread)).toMatchObject([
      { text: `${good} Edit number 7.`, revision: 8, feedback_runs: 5 },
    ]);
    expect((await h.said(thread))[0]).toContain('gets feedback up to 5 times');
  });

  test('an edit can make a short reply long enough', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, short);
    await h.edit(message, good);
    expect(await standing(thread)).toMatchObject([{ text: good }]);
  });
});

describe('withdrawing', () => {
  test('deleting the message withdraws the answer, its feedback, votes and place', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, good);
    await h.react('leo', message, '👍');
    await h.remove(message);
    expect(await standing(thread)).toEqual([]);
    expect(await h.said(thread)).toEqual([]);
    const votes = h.services.db.selectFrom('votes').select('answer_id');
    expect(await votes.where('voter_id', '=', 'leo').execute()).toEqual([]);
    await h.remove(message);
  });

  test('after it, another reply can be the answer', async () => {
    const thread = await h.drop();
    await h.remove(await h.reply('maya', thread, filler));
    await h.reply('maya', thread, good);
    expect(await standing(thread)).toMatchObject([{ text: good }]);
  });

  test('deleted before the coach came to it, it gets no feedback', async () => {
    const thread = await h.drop();
    const message = h.message('maya', thread, good);
    await h.core.messagePosted(message);
    await h.core.messageDeleted(message);
    await h.drain();
    expect(await h.said(thread)).toEqual([]);
  });
});

describe('“Use as my answer”', () => {
  const use = async (message: Parameters<typeof h.core.messageAction>[2], by = message.member) => {
    const reply = await h.core.messageAction(h.actor(by), 'use-as-my-answer', message);
    await h.drain();
    return JSON.stringify(reply);
  };

  test('moves the answer to another own message, and back again', async () => {
    const thread = await h.drop();
    const first = await h.reply('maya', thread, filler);
    const second = await h.reply('maya', thread, good);
    await use(second);
    expect(await standing(thread)).toMatchObject([{ message: second.message }]);
    expect(await h.said(thread)).toHaveLength(1);
    await use(first);
    expect(await standing(thread)).toMatchObject([{ message: first.message }]);
    expect(await h.said(thread)).toHaveLength(1);
    expect(await use(first)).toContain('already');
  });

  test('takes a short message too, but not somebody else’s nor one outside a question’s thread', async () => {
    const thread = await h.drop();
    const message = await h.reply('maya', thread, short);
    expect(await use(message, 'leo')).toContain('Only your own message');
    expect(await use(h.message('maya', undefined, good))).toContain('not in the thread of a question');
    await use(message);
    expect(await standing(thread)).toMatchObject([{ text: short }]);
  });
});
