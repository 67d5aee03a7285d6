import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start({ at: '2026-11-20T08:30:00Z' });
  await h.command('sam', 'schedule set fri,mon,tue,wed 09:00 UTC backend');
});
afterAll(() => h.stop());

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
  await nextDay('27');
  await nextDay('30');
  expect(await streak()).toBe('0');
  const thread = await h.drop();
  const message = await h.reply('maya', thread, good);
  expect(await streak()).toBe('1');
  await h.remove(message);
  expect(await streak()).toBe('0');
});
