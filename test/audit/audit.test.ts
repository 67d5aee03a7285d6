import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedSchema } from '../../src/audit/deed.ts';
import { sayDeed } from '../../src/audit/say-deed.ts';
import { plainText } from '../../src/chat/card.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

/** What the audit tells, without the times. */
async function told(words = 'audit'): Promise<string[]> {
  const shown = await h.command('sam', words);
  return shown.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.replace(/^- \S+: /, '')] : []));
}

test('settings, schedules, mentors, questions and reviews are kept, the latest first', async () => {
  expect(await h.command('sam', 'audit')).toContain('Nothing was done here yet');
  await h.command('sam', 'settings set feedback private grace 2h');
  await h.command('sam', 'schedule set weekdays 09:00 UTC backend');
  await h.command('sam', 'schedule skip');
  await h.command('sam', 'schedule skip undo');
  await h.command('sam', 'schedule pause');
  await h.command('sam', 'schedule resume');
  await h.command('sam', 'schedule off');
  await h.command('sam', 'mentor add @priya');
  await h.command('priya', 'bank retire backend/slow-query');
  await h.command('priya', 'bank retire backend/slow-query');
  await h.command('priya', 'bank restore backend/slow-query');
  const answer = await h.reply('maya', await h.drop(), good);
  await h.react('priya', answer, '✅');
  const { id } = (await h.answers())[0] ?? { id: '' };
  await h.core.submit(h.actor('priya'), 'review', `${id}:a`, { score: '4', comment: 'My own words' });
  await h.command('sam', 'mentor remove @priya');
  expect(await told()).toEqual([
    '@sam ended @priya’s time as a mentor',
    `@priya reviewed answer ${id}: 4 of 5`,
    `@priya reviewed answer ${id} without a score`,
    '@priya restored the question backend/slow-query',
    '@priya retired the question backend/slow-query',
    '@sam made @priya a mentor',
    '@sam removed the schedule of #practice',
    '@sam saved the schedule of #practice',
    '@sam paused the schedule of #practice',
    '@sam took back the skips in #practice',
    '@sam skipped the next question in #practice',
    '@sam saved the schedule of #practice',
    '@sam changed settings: feedback is now private, grace minutes is now 120',
  ]);
});

test('what a suggestion becomes is kept, without its words or the reason', async () => {
  const suggest = async (token: string, prompt: string) => {
    const values = {
      prompt,
      points: 'Writes it down first\nAsks the team\nMeasures before and after',
      sample: 'I write it down first. Then I ask the team. I measure before and after.',
    };
    const subject = `backend:technical:advanced:${token}`;
    const thanks = await h.core.submit(h.actor('leo'), 'suggest', subject, values);
    return /"withdraw-suggestion","value":"(\d+)"/.exec(JSON.stringify(thanks))?.[1] ?? 'none';
  };
  const good = await suggest('one', 'How do you decide which columns a database index gets?');
  await h.core.action(h.actor('sam'), 'approve-suggestion', good);
  const other = await suggest('two', 'How would you move a message queue to another broker?');
  await h.core.submit(h.actor('sam'), 'decline', other, { reason: 'A secret reason' });
  expect((await told()).slice(0, 2)).toEqual([
    `@sam declined the question suggestion ${other}`,
    `@sam approved the question backend/our-${good}`,
  ]);
  const rows = await h.services.db
    .selectFrom('audit_entries')
    .selectAll()
    .where('workspace_id', '=', h.workspace)
    .execute();
  expect(JSON.stringify(rows)).not.toMatch(/secret reason|message queue|own words/i);
});

test('further back is on the next pages, and there is an end', async () => {
  for (const minutes of [1, 2, 3]) await h.command('sam', `settings set grace ${minutes}h`);
  const first = await h.command('sam', 'audit');
  expect(first).toContain('Further back: /interview audit page 2');
  expect((await told()).length).toBe(15);
  expect((await told('audit page 2')).length).toBe(3);
  expect(await h.command('sam', 'audit page 2')).not.toContain('Further back');
  expect(await h.command('sam', 'audit page 3')).toContain('nothing that far back');
});

test('what fails isn’t kept, and nobody but admins sees it', async () => {
  const before = await told();
  expect(await h.command('sam', 'settings set grace never')).toContain('never');
  expect(await h.command('leo', 'mentor add @leo')).toContain('for admins');
  expect(await told()).toEqual(before);
  expect(replyText(await h.core.command(h.actor('leo'), 'audit'))).toContain('for admins');
});

test('after 400 days it is forgotten', async () => {
  h.clock(399 * 24 * 60);
  await h.sweep();
  expect((await told()).length).toBeGreaterThan(0);
  h.clock(2 * 24 * 60);
  await h.sweep();
  expect(await h.command('sam', 'audit')).toContain('Nothing was done here yet');
});

test('a deed of a later version is shown as such', () => {
  expect(deedSchema.safeParse({ deed: 'flew', about: 1 }).success).toBe(false);
  expect(plainText(sayDeed(undefined))).toContain('newer version');
});
