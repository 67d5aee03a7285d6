import { afterEach, beforeEach, expect, test } from 'vitest';
import { good, onAnything } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

/** Whoever has seen the sample answer could copy it. */

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const sample = async () => {
  const { content } = await h.services.db
    .selectFrom('question_revisions')
    .select('content')
    .where('question_id', '=', 'backend/slow-query')
    .executeTakeFirstOrThrow();
  return content.sample_answer;
};

async function look(member: string): Promise<void> {
  expect(await h.command(member, 'answer')).toContain(await sample());
  h.clock(1);
}

const scores = async () => (await h.answers()).map(({ score }) => score);
const card = async (thread: string) =>
  (await h.said(thread)).filter((one) => one.startsWith('Feedback')).at(-1);

test('the sample answer as an edit gets feedback and no score; what was written before counts', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, onAnything);
  h.clock(1);
  const [before] = await scores();
  await look('maya');
  await h.edit(message, await sample());
  expect(await scores()).toEqual([before]);
  const said = await card(thread);
  expect(said).toMatch(/^Feedback\n/);
  expect(said).toContain('You made 6 of 6 key points');
  expect(said).toContain(
    `Written after the sample answer was shown, so it gets no score: your earlier ${before} / 100 stays.`,
  );
});

test('edits before it was seen count, and so does the answer of somebody who hasn’t seen it', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, onAnything);
  h.clock(1);
  await h.edit(message, good);
  h.clock(1);
  const [edited = 0] = await scores();
  expect(edited).toBeGreaterThan(50);
  await look('maya');
  await h.reply('leo', thread, await sample());
  expect(await scores()).toEqual([edited, expect.any(Number)]);
});

test('an edit within seconds doesn’t write over what counts, nor keeps it from being read', async () => {
  const thread = await h.drop();
  const message = h.message('maya', thread, good);
  await h.core.messagePosted(message);
  h.clock(0.1);
  expect(replyText(await h.core.command(h.actor('maya'), 'answer'))).toContain(await sample());
  h.clock(0.1);
  await h.core.messageEdited({ ...message, text: await sample() });
  h.clock(1);
  await h.sweep();
  expect(await h.answers()).toMatchObject([{ revision: 2, score: expect.any(Number) }]);
  expect((await scores())[0]).toBeLessThan(100);
  expect(await card(thread)).toContain('Written after the sample answer was shown');
});

test('another message instead, or when the question is asked again, gets no score either; weeks later it does', async () => {
  const thread = await h.drop();
  const first = await h.reply('maya', thread, onAnything);
  h.clock(1);
  await look('maya');
  await h.remove(first);
  await h.reply('maya', thread, await sample());
  await h.reply('maya', await h.drop(), await sample());
  expect(await scores()).toEqual([expect.anything(), null, null]);
  expect(await card(thread)).toContain('so it gets no score.');
  h.clock(14 * 24 * 60);
  const later = await h.reply('maya', await h.drop(), await sample());
  expect((await h.answers()).find(({ message }) => message === later.message)?.score).toBeGreaterThan(80);
});

test('what comes after the reveal gets feedback and no score', async () => {
  const thread = await h.drop();
  await h.reply('maya', thread, good);
  h.clock(24 * 60);
  await h.sweep();
  h.clock(1);
  await h.reply('leo', thread, await sample());
  expect(await scores()).toEqual([expect.any(Number), null]);
  expect(await card(thread)).toContain('so it gets no score.');
});
