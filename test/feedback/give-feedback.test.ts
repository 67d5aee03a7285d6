import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Assessment, type Coach, CoachError } from '../../src/domain/coach.ts';
import { wakeForFeedback } from '../../src/practice/wakes.ts';
import { better, filler, good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

const praise: Assessment = {
  score: 77,
  covered: ['plan'],
  unsure: [],
  missing: ['verify'],
  misconceptions: [],
  strengths: ['Reads the plan.'],
  maybes: [],
  improvement: 'How would you know that it worked?',
  followUp: 'And with ten times the rows?',
};

let read: { answer: string; earlier: readonly string[] }[];
let meanwhile: (() => Promise<unknown>)[];
let h: Harness;

const coach: Coach = {
  name: 'openai',
  async assess({ answer, earlierAnswers }) {
    read.push({ answer, earlier: earlierAnswers });
    await meanwhile.shift()?.();
    return praise;
  },
};

beforeEach(async () => {
  read = [];
  meanwhile = [];
  h = await Harness.start({ coach });
});
afterEach(() => h.stop());

test('the card is for the author, says who spoke, and what the coach said', async () => {
  const thread = await h.drop();
  await h.reply('maya', thread, good);
  const [card] = await h.said(thread);
  for (const part of [
    '77 / 100',
    'For @maya',
    'AI coach',
    ...praise.strengths,
    praise.improvement,
    praise.followUp,
  ]) {
    expect(card).toContain(part);
  }
});

test('a coach that fails costs nobody anything: pending, retried with backoff, and the thread shows nothing false', async () => {
  const thread = await h.drop();
  const away = () => Promise.reject(new CoachError('ECONNREFUSED', { cause: new Error(good) }));
  meanwhile.push(away, away, away);
  await h.reply('maya', thread, good);
  const pauses: number[] = [];
  for (let tries = 1; tries <= 3; tries += 1) {
    expect(await h.said(thread)).toEqual([]);
    const { due_at } = await h.services.db.selectFrom('feedback').select('due_at').executeTakeFirstOrThrow();
    pauses.push((due_at.getTime() - h.now.getTime()) / 1000);
    h.clock(due_at.toISOString());
    await h.drain();
  }
  expect(pauses).toEqual([5, 10, 20]);
  expect(await h.said(thread)).toEqual([expect.stringContaining('77 / 100')]);
  expect(h.logged.join()).not.toContain('EXPLAIN');
});

test('a coach with a fault of its own gives up after three tries: the author hears it, a mentor sees the answer first, the log has the place', async () => {
  const thread = await h.drop();
  await h.reply('tom', thread, better);
  h.clock(1);
  const fault = () => Promise.reject(new TypeError(`can't read ${good}`));
  meanwhile.push(fault, fault, fault);
  await h.reply('maya', thread, good);
  for (let tries = 1; tries < 3; tries += 1) {
    expect(await h.said(thread)).toHaveLength(1);
    h.clock(1);
    await h.sweep();
  }
  expect((await h.said(thread)).at(-1)).toContain('bug of ours');
  await h.command('sam', 'mentor add @priya');
  expect(await h.command('priya', 'reviews')).toMatch(/@maya.*the coach couldn’t read it.*@tom/s);
  const [line = ''] = h.logged.filter((logged) => logged.startsWith('the coach has a fault'));
  expect(line).toContain('give-feedback.test.ts');
  expect(h.logged.join()).not.toContain('EXPLAIN');
});

test('an answer that the coach had a fault with gets feedback when it is edited', async () => {
  const thread = await h.drop();
  const fault = () => Promise.reject(new TypeError('fault'));
  meanwhile.push(fault, fault, fault);
  const message = await h.reply('maya', thread, filler);
  for (let tries = 1; tries < 3; tries += 1) {
    h.clock(1);
    await h.sweep();
  }
  await h.edit(message, good);
  expect(await h.said(thread)).toEqual([expect.stringContaining('77 / 100')]);
  expect(await h.answers()).toMatchObject([{ mentor_first: null, score: 77 }]);
});

test('a text that changes while the coach reads is read again, and only that shows', async () => {
  const thread = await h.drop();
  const message = h.message('maya', thread, filler);
  meanwhile.push(() => h.core.messageEdited({ ...message, text: good }));
  await h.core.messagePosted(message);
  await h.drain();
  expect(read.map(({ answer }) => answer)).toEqual([filler, good]);
  expect(await h.said(thread)).toHaveLength(1);
  expect(await h.answers()).toMatchObject([{ feedback_runs: 1, score: 77 }]);
});

test('an answer edited twice while the coach is away keeps the feedback that it has', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, filler);
  const [card] = await h.said(thread);
  const away = () => Promise.reject(new CoachError('ECONNREFUSED'));
  await h.edit(message, good);
  h.clock(1);
  meanwhile.push(away);
  await h.edit(message, better);
  expect(await h.said(thread)).toEqual([
    card?.replace('can be wrong)', 'can be wrong) · reading your latest edit…'),
  ]);
  h.clock(1);
  await h.drain();
  expect(read.at(-1)?.answer).toBe(better);
  expect(await h.said(thread)).toEqual([expect.stringContaining('revision 2')]);
});

test('an answer that is withdrawn while the coach reads gets no feedback', async () => {
  const thread = await h.drop();
  const message = h.message('maya', thread, good);
  meanwhile.push(() => h.core.messageDeleted(message));
  await h.core.messagePosted(message);
  await h.drain();
  expect(await h.said(thread)).toEqual([]);
});

test('two workers at once read once; a dead worker is replaced when its claim runs out', async () => {
  const thread = await h.drop();
  await h.core.messagePosted(h.message('maya', thread, good));
  const row = await h.services.db.selectFrom('feedback').selectAll().executeTakeFirstOrThrow();
  await Promise.all([h.run(wakeForFeedback(row)), h.run(wakeForFeedback(row))]);
  expect(read).toHaveLength(1);

  await h.core.messagePosted(h.message('leo', thread, better));
  const claimed = new Date(h.now.getTime() + 180_000);
  await h.services.db
    .updateTable('feedback')
    .set({ claimed_until: claimed })
    .where('state', '=', 'pending')
    .execute();
  h.clock(2);
  await h.sweep();
  expect(read).toHaveLength(1);
  h.clock(1);
  await h.sweep();
  expect(read).toHaveLength(2);
});

test('the coach sees the member’s earlier attempts at the question, and nobody else’s', async () => {
  await h.reply('leo', await h.drop(), filler);
  const first = await h.reply('maya', await h.drop(), filler);
  h.clock(5);
  await h.edit(first, good);
  h.clock(5);
  await h.reply('maya', await h.drop(), better);
  expect(read.at(-1)).toEqual({ answer: better, earlier: [filler, good] });
});

test('feedback goes only to the author when the workspace says so; a vote doesn’t repeat it, a review does', async () => {
  await h.command('sam', 'settings set feedback private');
  const thread = await h.drop();
  const message = await h.reply('maya', thread, good);
  expect(await h.said(thread)).toEqual([]);
  expect(await h.said(thread, 'maya')).toHaveLength(1);
  await h.react('leo', message, '👍');
  expect(await h.said(thread, 'maya')).toHaveLength(1);
  await h.react('priya', message, '✅');
  expect((await h.said(thread, 'maya')).at(-1)).toContain('approved');
});
