import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Coach } from '../../src/domain/coach.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { better, good, onAnything } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

/** What a coach is told of earlier attempts, and what is left of those that were taken back. */

const rubric = rubricCoach();
let earlier: (readonly string[])[];
let h: Harness;

const coach: Coach = {
  name: 'openai',
  assess(request) {
    earlier.push(request.earlierAnswers);
    return rubric.assess(request);
  },
};

beforeEach(async () => {
  earlier = [];
  h = await Harness.start({ coach });
});
afterEach(() => h.stop());

const secret = `${good} At Initech, where I was fired for it.`;

async function practise(text: string): Promise<void> {
  await h.core.command(h.actor('maya'), 'question backend/slow-query private');
  const { id } = await h.services.db
    .selectFrom('drops')
    .select('id')
    .where('source', '=', 'private')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await h.core.submit(h.actor('maya'), 'private-answer', id, { answer: text });
  await h.drain();
}

test('private practice is an earlier attempt for the same member’s private practice alone', async () => {
  await practise(secret);
  h.clock(5);
  await h.reply('maya', await h.drop(), better);
  expect(earlier.at(-1)).toEqual([]);
  h.clock(5);
  await practise(`${good} This time I would check the statistics, too.`);
  expect(earlier.at(-1)).toEqual([secret, better]);
});

test('what was taken back is no earlier attempt', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, secret);
  await h.remove(message);
  await h.reply('maya', thread, better);
  await practise(good);
  expect(earlier.slice(-2)).toEqual([[], [better]]);
});

const shown = async () => (await h.said(undefined, 'maya')).at(-1) ?? '';

test('feedback says what is new since the last attempt, to all only where that was for all', async () => {
  await practise(good);
  h.clock(24 * 60);
  const first = await h.drop();
  await h.reply('maya', first, good);
  expect((await h.said(first)).join()).not.toContain('Compared with');
  h.clock(7 * 24 * 60);
  await practise(better);
  expect(await shown()).toMatch(/Compared with your answer of 2026-11-25.*: 1 key point lost \(66 → 47\)\./);
  h.clock(24 * 60);
  const second = await h.drop();
  await h.reply('maya', second, good);
  expect((await h.said(second)).join()).toMatch(
    /Compared with your answer of 2026-11-25.*: the same key points \((\d+) → \1\)\./,
  );
  h.clock(24 * 60);
  await practise(`${better} ${good}`);
  expect(await shown()).toMatch(/: \d key points? gained \(66 → \d+\)\./);
  await h.reply('leo', second, good);
  expect((await h.said(second)).at(-1)).not.toContain('Compared with');
});

test('of a long attempt only its beginning is read', async () => {
  await h.reply('maya', await h.drop(), `${good} ${'And so on. '.repeat(2000)}`);
  await h.reply('maya', await h.drop(), better);
  expect(earlier.at(-1)?.map((text) => text.length)).toEqual([4000]);
});

/** Every row of every table that holds a member's words as text. */
async function stored(): Promise<string> {
  const { db } = h.services;
  const rows = [
    await db.selectFrom('answer_revisions').selectAll().execute(),
    await db.selectFrom('feedback').selectAll().execute(),
    await db.selectFrom('conversation_turns').selectAll().execute(),
  ];
  return JSON.stringify(rows);
}

test('what was taken back is gone a day later, with what was said of it, and what stands stays', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, secret);
  await h.edit(message, `${secret} Twice.`);
  await h.reply('leo', thread, better);
  await h.remove(message);
  h.clock(24 * 60 - 1);
  await h.sweep();
  expect(await stored()).toContain('Initech');
  h.clock(1);
  await h.sweep();
  expect(await stored()).not.toContain('execution plan');
  expect(await stored()).toContain('orders service');
});

test('what its author makes their answer again in time isn’t forgotten; later it is read afresh', async () => {
  const thread = await h.drop();
  const first = await h.reply('maya', thread, secret);
  const second = h.message('maya', thread, onAnything);
  const use = (message: typeof first) => h.core.messageAction(h.actor('maya'), 'use-as-my-answer', message);
  await use(second);
  h.clock(60);
  await use(first);
  h.clock(48 * 60);
  await h.sweep();
  expect(await stored()).toContain('Initech');
  expect(await stored()).not.toContain('tell them');
  await use(second);
  await h.drain();
  expect(await h.answers()).toMatchObject([{ state: 'withdrawn' }, { state: 'standing', revision: 2 }]);
  expect(await stored()).toContain('tell them');
});
