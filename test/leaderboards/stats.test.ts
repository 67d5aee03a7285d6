import { afterEach, beforeEach, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const mean = async (viewer: string, of = '@maya') =>
  /Mean score: (\d+)/.exec(await h.command(viewer, `stats ${of}`))?.[1];

test('the mean score of whoever gets feedback in private is told to nobody else', async () => {
  await h.reply('maya', await h.drop(), good);
  const score = await mean('leo');
  expect(score).toBeDefined();
  await h.command('maya', 'feedback private');
  expect(await mean('leo')).toBeUndefined();
  expect(await h.command('leo', 'stats @maya')).toContain('Answers: 1');
  expect(await mean('maya', '')).toBe(score);
  await h.command('maya', 'feedback default');
  expect(await mean('leo')).toBe(score);
  await h.command('sam', 'settings set feedback private');
  expect(await mean('leo')).toBeUndefined();
  await h.command('maya', 'feedback thread');
  expect(await mean('leo')).toBe(score);
});

test('what was answered in private isn’t in what others see', async () => {
  await h.reply('maya', await h.drop(), good);
  await h.core.command(h.actor('maya'), 'question backend/slow-query private');
  const { id } = await h.services.db
    .selectFrom('drops')
    .select('id')
    .where('source', '=', 'private')
    .executeTakeFirstOrThrow();
  await h.core.submit(h.actor('maya'), 'private-answer', id, { answer: better });
  await h.drain();
  expect(await h.command('leo', 'stats @maya')).toContain('Answers: 1');
  expect(await h.command('maya', 'stats')).toContain('Answers: 2');
});
