import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/chat/core.ts';
import { type Platform, PlatformError } from '../../src/chat/platform.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
let isClosed: boolean;

/** The playground, but for members who take no direct messages. */
const closed = (web: Platform): Platform => ({
  ...web,
  whisper: async (place, member, card) => {
    if (isClosed) throw new PlatformError('unreachable', 'This person takes no direct messages.');
    return web.whisper(place, member, card);
  },
});

beforeEach(async () => {
  isClosed = false;
  h = await Harness.start({ platform: closed });
});
afterEach(() => h.stop());

const again = async (by: string, message: IncomingMessage) => {
  const said = replyText(await h.core.messageAction(h.actor(by), 'get-feedback-again', message));
  await h.drain();
  return said;
};
const press = async (by: string, value: string) =>
  replyText(await h.core.action(h.actor(by), 'show-feedback', value));
const runs = async () => (await h.answers()).map((answer) => answer.feedback_runs);

test('the author has the coach read an answer again, up to five times in all', async () => {
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  expect(await runs()).toEqual([1]);
  for (const count of [2, 3, 4, 5]) {
    expect(await again('maya', answer)).toContain('The coach is reading it again');
    expect(await runs()).toEqual([count]);
  }
  expect(await again('maya', answer)).toBe(
    'An answer gets feedback up to 5 times, and this one has reached that.',
  );
  expect((await h.said(thread)).filter((card) => card.includes('Feedback'))).toHaveLength(1);
});

test('nobody else can, and what is no answer gets none', async () => {
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  expect(await again('leo', answer)).toBe('Only the author can ask for feedback again.');
  expect(await again('maya', await h.reply('maya', thread, 'Thanks!'))).toContain('isn’t an answer');
  await h.remove(answer);
  expect(await again('maya', answer)).toContain('isn’t an answer');
});

test('who wants it privately but can’t be written to finds a note in the thread, and sees it by a click', async () => {
  await h.command('maya', 'feedback private');
  isClosed = true;
  const thread = await h.drop();
  await h.reply('maya', thread, good);
  const [note, ...more] = await h.said(thread);
  expect(note).toBe(
    '@maya, your feedback is ready, but Whetstone can’t send you direct messages.\n[Show my feedback]',
  );
  expect(more).toEqual([]);
  const [{ id } = { id: '' }] = await h.answers();
  expect(await press('maya', id)).toContain('key points');
  expect(await press('leo', id)).toBe('Only the author can see this feedback.');
});

test('private practice leaves no trace in the channel, and its feedback is a click away', async () => {
  isClosed = true;
  await h.core.command(h.actor('maya'), 'question backend/slow-query private');
  const [drop] = await h.services.db.selectFrom('drops').select('id').execute();
  const stored = await h.core.submit(h.actor('maya'), 'private-answer', drop?.id ?? '', { answer: good });
  expect(replyText(stored)).toContain('[Show my feedback]');
  const [{ id } = { id: '' }] = await h.answers();
  expect(await press('maya', id)).toContain('The coach is still reading');
  await h.drain();
  expect(await press('maya', id)).toContain('key points');
  expect(await h.said()).toEqual([]);
});
