import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/chat/core.ts';
import { good } from '../support/answers.ts';
import { cardText, Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-20T08:30:00Z' });
  await h.command('sam', 'schedule set fri,mon,tue,wed 09:00 UTC backend');
});
afterEach(() => h.stop());

async function nextDay(day: string): Promise<string> {
  h.clock(`2026-11-${day}T09:00:00Z`);
  await h.sweep();
  const { message } = await h.services.db
    .selectFrom('drops')
    .select('message')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return message ?? '';
}

const streak = async () => /Streak: (\d+)/.exec(await h.command('maya', 'stats'))?.[1];

test('a streak counts the days with a scheduled question that the member answered', async () => {
  await h.reply('maya', await nextDay('20'), good);
  expect(await streak()).toBe('1');
  // The weekend has no question and doesn't break it; today's isn't due before the day is over.
  const monday = await nextDay('23');
  expect(await streak()).toBe('1');
  await h.reply('maya', monday, good);
  expect(await streak()).toBe('2');
  // Any answer of the day counts, private ones too.
  await nextDay('24');
  const shown = await h.core.command(h.actor('maya'), 'question private');
  if (shown.type !== 'private') throw new Error('expected a card');
  const button = shown.card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))[0];
  await h.core.submit(h.actor('maya'), 'private-answer', button?.value ?? '', { answer: good });
  expect(await streak()).toBe('3');
  // An extra answer on a day without a question adds nothing.
  h.clock('2026-11-26T10:00:00Z');
  expect(await streak()).toBe('3');
});

test('a missed day ends it, and a withdrawn answer is no answer', async () => {
  await h.reply('maya', await nextDay('20'), good);
  await nextDay('23');
  await nextDay('24');
  expect(await streak()).toBe('0');
  const message = await h.reply('maya', await h.drop(), good);
  expect(await streak()).toBe('1');
  await h.remove(message);
  expect(await streak()).toBe('0');
});

async function answersOfFive(): Promise<IncomingMessage[]> {
  const thread = await h.drop();
  const answers: IncomingMessage[] = [];
  for (const member of ['leo', 'noor', 'priya', 'nina', 'sam'])
    answers.push(await h.reply(member, thread, good));
  return answers;
}

/** Maya votes for five answers, or takes that back. */
async function voteForFive(): Promise<(isTakenBack?: boolean) => Promise<void>> {
  const answers = await answersOfFive();
  const vote = async (isTakenBack = false) => {
    for (const answer of answers) {
      await h.react('maya', answer, '👍', isTakenBack);
      await h.react('maya', answer, '⭐', isTakenBack);
    }
  };
  await vote();
  return vote;
}

const stats = () => h.command('maya', 'stats');

test('five votes for others’ answers earn a freeze, which keeps the streak on a missed day, and that is said', async () => {
  await h.reply('maya', await nextDay('20'), good);
  expect(await stats()).toContain('Freezes: 0 of 2');
  const vote = await voteForFive();
  expect(await stats()).toContain('Freezes: 1 of 2');
  await nextDay('23');
  await h.reply('maya', await nextDay('24'), good);
  expect(await streak()).toBe('2');
  expect(await stats()).toContain('Freezes: 0 of 2');
  expect(await stats()).toContain('A freeze kept your streak on Monday.');
  expect(cardText(await h.core.home(h.actor('maya')))).toMatch(/Your streak: 2 days\nA freeze kept/);
  const seen = await h.command('leo', 'stats @maya');
  expect(seen).toContain('Streak: 2 days');
  expect(seen).not.toMatch(/freeze/i);
  await vote(true);
  expect(await streak()).toBe('1');
});

test('a review counts as a vote does, and the same answer once', async () => {
  await h.command('sam', 'mentor add @maya');
  await h.reply('maya', await nextDay('20'), good);
  const answers = await answersOfFive();
  for (const answer of answers.slice(0, 3)) await h.react('maya', answer, '✅');
  for (const answer of answers.slice(2, 4)) await h.react('maya', answer, '👍');
  expect(await stats()).toContain('Freezes: 0 of 2');
  const last = answers.at(-1);
  if (!last) throw new Error('no answer');
  await h.react('maya', last, '✅');
  expect(await stats()).toContain('Freezes: 1 of 2');
  await h.react('maya', last, '✅', true);
  expect(await stats()).toContain('Freezes: 0 of 2');
  await h.react('maya', last, '👍');
  expect(await stats()).toContain('Freezes: 1 of 2');
  await h.remove(last);
  expect(await stats()).toContain('Freezes: 0 of 2');
});

test('vacation doesn’t break it', async () => {
  await h.reply('maya', await nextDay('20'), good);
  await h.command('maya', 'vacation from 2026-11-23 until 2026-11-24');
  await nextDay('23');
  await nextDay('24');
  await h.reply('maya', await nextDay('25'), good);
  expect(await streak()).toBe('2');
});

test('neither does a holiday, on which nothing is asked, even one that is listed later', async () => {
  const list = (days: string) => h.command('sam', `settings set holidays ${days}`);
  await h.reply('maya', await nextDay('20'), good);
  const asked = (await h.said()).length;
  expect(await list('2026-11-23, 2026-11-25')).toContain('Holidays: 2026-11-23, 2026-11-25');
  expect(await h.command('maya', 'schedule preview')).toMatch(
    /Mon 2026-11-23 09:00 \(UTC\+00:00\) – holiday/,
  );
  expect(await h.command('sam', 'schedule skip')).toContain('Skipped: Tue 2026-11-24');
  await h.command('sam', 'schedule skip undo');
  await nextDay('23');
  expect(await h.said()).toHaveLength(asked);
  await nextDay('24');
  await nextDay('25');
  expect(await h.said()).toHaveLength(asked + 1);
  h.clock('2026-11-27T09:00:00Z');
  await h.sweep();
  expect(await streak()).toBe('0');
  await list('2026-11-24');
  expect(await streak()).toBe('1');
  expect(await list('off')).toContain('Holidays: none');
  expect(await streak()).toBe('0');
});

test('a question that was to come on a holiday isn’t missed after it', async () => {
  await h.command('sam', 'settings set holidays 2026-11-23');
  h.clock('2026-11-24T08:00:00Z');
  await h.sweep();
  const drops = await h.services.db
    .selectFrom('drops')
    .select('slot')
    .where('state', '=', 'missed')
    .execute();
  expect(drops).toEqual([{ slot: '2026-11-20 09:00:00' }]);
});
