import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActionName } from '../../src/chat/card.ts';
import { good, mistaken } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

const thanks = 'Thanks @leo, that was super helpful, I will try it with our own tables tomorrow.';
const german =
  'Ich würde zuerst den tatsächlichen Plan ansehen und nach langsamen Stellen suchen, und dann einen passenden Index anlegen, der zu dem Filter passt.';

let h: Harness;
let thread: string;
beforeEach(async () => {
  h = await Harness.start();
  thread = await h.drop();
});
afterEach(() => h.stop());

async function press(member: string, action: ActionName, value: string): Promise<string> {
  const reply = await h.core.action(h.actor(member), action, value);
  await h.drain();
  return replyText(reply);
}

const answerId = async () => (await h.answers())[0]?.id ?? '';

describe('what is no answer', () => {
  test('gets nothing before everybody: its author is asked alone', async () => {
    await h.reply('maya', thread, thanks);
    expect(await h.said(thread)).toEqual([]);
    const [asked] = await h.said(thread, 'maya');
    expect(asked).toContain('Is this your answer?');
    expect(asked).toContain(thanks);
    expect(await h.answers()).toMatchObject([{ state: 'asked', score: null, mentor_first: null }]);
    expect(await h.command('maya', 'stats')).toContain('No answers yet');
  });

  test('yes: the coach reads it, once however often it is pressed', async () => {
    await h.reply('maya', thread, thanks);
    expect(await press('maya', 'is-my-answer', await answerId())).toContain('Feedback follows');
    await press('maya', 'is-my-answer', await answerId());
    expect(await h.said(thread)).toEqual([expect.stringMatching(/^Feedback · \d+ \/ 100/)]);
    expect(await h.answers()).toMatchObject([{ feedback_runs: 2, is_meant: true }]);
  });

  test('no: it is a message, and the next one may be the answer', async () => {
    await h.reply('maya', thread, thanks);
    expect(await press('maya', 'is-no-answer', await answerId())).toContain('just a message');
    await h.reply('maya', thread, good);
    expect(await h.answers()).toMatchObject([
      { state: 'withdrawn' },
      { state: 'standing', score: expect.any(Number) },
    ]);
  });

  test('what its author writes next is the answer, without a word to the question', async () => {
    await h.reply('maya', thread, thanks);
    await h.reply('maya', thread, good);
    expect(await h.answers()).toMatchObject([
      { state: 'asked' },
      { state: 'standing', score: expect.any(Number) },
    ]);
    expect(await press('maya', 'is-my-answer', await answerId())).toContain('Feedback follows');
    expect(await h.answers()).toMatchObject([
      { state: 'standing', is_meant: true },
      { state: 'withdrawn', score: expect.any(Number) },
    ]);
  });

  test('an edit that makes it an answer is read, and counts', async () => {
    const message = await h.reply('maya', thread, thanks);
    h.clock(60);
    await h.edit(message, good);
    expect(await h.answers()).toMatchObject([
      { state: 'standing', is_meant: false, score: expect.any(Number) },
    ]);
    expect(await h.said(thread)).toEqual([expect.stringMatching(/^Feedback · \d+ \/ 100/)]);
  });

  test('a mentor’s remark is asked about, and a mentor’s answer isn’t', async () => {
    const remark = 'Nice plan reading, but say how you verify it afterwards, please.';
    await h.reply('priya', thread, remark);
    expect(await h.said(thread)).toEqual([]);
    expect((await h.said(thread, 'priya')).join()).toContain(remark);
    await h.reply('priya', thread, good);
    expect(await h.said(thread)).toEqual([expect.stringMatching(/^Feedback · \d+ \/ 100/)]);
  });

  test('is decided by its author alone', async () => {
    await h.reply('maya', thread, thanks);
    for (const action of ['is-my-answer', 'is-no-answer'] as const)
      expect(await press('leo', action, await answerId())).toContain('author');
    expect(await h.answers()).toMatchObject([{ state: 'asked', is_meant: false, score: null }]);
  });

  test('an answer stays one when it is edited, and one that was given as such is never asked about', async () => {
    const message = await h.reply('maya', thread, good);
    await h.edit(message, thanks);
    expect(await h.said(thread, 'maya')).toEqual([]);
    const other = h.message('leo', thread, thanks);
    await h.core.messageAction(h.actor('leo'), 'use-as-my-answer', other);
    await h.drain();
    expect(await h.said(thread, 'leo')).toEqual([]);
    expect(await h.said(thread)).toHaveLength(2);
  });
});

test('another language gets no number, and a mentor first', async () => {
  await h.reply('maya', thread, german);
  const [card] = await h.said(thread);
  expect(card).toContain('only reads English');
  expect(card).not.toMatch(/\d+ \/ 100|\bof \d/);
  expect(await h.answers()).toMatchObject([{ score: null, mentor_first: 'language' }]);
  expect(await h.command('priya', 'reviews')).toContain('not in English');
});

describe('a misconception', () => {
  test('is asked about in the words that state it, and costs at most 20 points', async () => {
    await h.reply('maya', thread, mistaken);
    const { assessment } = await h.services.db
      .selectFrom('feedback')
      .select('assessment')
      .executeTakeFirstOrThrow();
    const [doubt, ...others] = assessment?.misconceptions ?? [];
    expect(others).toEqual([]);
    expect(doubt?.cost).toBeGreaterThan(0);
    expect(doubt?.cost).toBeLessThanOrEqual(20);
    const card = (await h.said(thread)).at(-1);
    expect(card).toContain(
      'You seem to say: “An index on every column makes every query faster”. Is that always so?',
    );
    expect(card).toContain('[I didn’t say that]');
  });

  test('is taken off by the author’s word, for good, and a mentor sees it first', async () => {
    const message = await h.reply('maya', thread, mistaken);
    const [before] = await h.answers();
    expect(await press('leo', 'deny-doubt', `${before?.id}:0`)).toContain('Only the author');
    expect(await press('maya', 'deny-doubt', `${before?.id}:0`)).toContain('Removed from your feedback');
    const [after] = await h.answers();
    expect(after?.score).toBeGreaterThan(before?.score ?? 0);
    expect((await h.said(thread)).at(-1)).not.toContain('You seem to say');
    expect(await h.command('priya', 'reviews')).toContain('the author says the coach misread it');
    expect(await press('maya', 'deny-doubt', `${before?.id}:0`)).toContain('no longer in your feedback');
    h.clock(1);
    await h.edit(message, `${mistaken} I would measure it, too.`);
    expect((await h.said(thread)).at(-1)).not.toContain('You seem to say');
  });
});

test('an edit is told what it gained', async () => {
  const message = await h.reply(
    'maya',
    thread,
    'I would begin with the real execution plan, by EXPLAIN ANALYZE, and change nothing before.',
  );
  h.clock(1);
  await h.edit(message, good);
  expect((await h.said(thread)).at(-1)).toMatch(/[1-9] key points? more than before \(\d+ → \d+\)\./);
});
