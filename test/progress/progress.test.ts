import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openElsewhere, withoutKeys } from '../app/elsewhere.ts';
import { better, good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const stats = (member = 'maya', of = '') => h.command(member, `stats ${of}`);

async function answerPrivately(answer: string): Promise<void> {
  await h.core.command(h.actor('maya'), 'question backend/slow-query private');
  const { id } = await h.services.db
    .selectFrom('drops')
    .select('id')
    .where('source', '=', 'private')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await h.core.submit(h.actor('maya'), 'private-answer', id, { answer });
  await h.drain();
}

test('one’s own stats say how the last 26 weeks went, private practice included; others’ don’t', async () => {
  expect(await stats()).not.toContain('26 weeks');
  await h.reply('maya', await h.drop(), good);
  h.clock('2026-11-25T08:00:00Z');
  await answerPrivately(better);
  const own = await stats();
  expect(own).toContain('The last 26 weeks\nDays with answers: 2\n');
  expect(own).toMatch(/Score: \d+ of 100 in the last four weeks\n/);
  expect(own).toMatch(/\[picture: Calendar of the last 26 weeks with answers on 2 days/);
  const seen = await stats('leo', '@maya');
  expect(seen).toContain('Answers: 1');
  expect(seen).not.toMatch(/26 weeks|picture|Strongest|recall/);
});

test('topics come after three answers that were read, by the share of key points made', async () => {
  const answer = async (question: string, text: string) =>
    h.reply('maya', await h.drop(`question ${question}`), text);
  await answer('backend/slow-query', good);
  await answer('backend/slow-query', good);
  expect(await stats()).not.toContain('Strongest');
  await answer('backend/slow-query', better);
  const [, topic, share] = /Strongest: ([\w-]+) (\d+)%\n/.exec(await stats()) ?? [];
  expect(topic).toBeDefined();
  for (let time = 0; time < 3; time += 1) {
    const message = await answer('backend/rest-api-design', good);
    await h.core.action(h.actor('maya'), 'is-my-answer', (await h.answers()).at(-1)?.id ?? '');
    await h.drain();
    expect(message.text).toBe(good);
  }
  const [, strongest, weakest] = /Strongest: (.*)\nTo work on: (.*)\n/.exec(await stats()) ?? [];
  expect(strongest).toBe(`${topic} ${share}%`);
  expect(weakest).toMatch(/^[\w-]+ \d+%$/);
  expect(weakest).not.toContain(topic);
  // In another workspace, the same answers were to other questions, and missed everything.
  const before = await stats();
  const there = await openElsewhere(h, false);
  await withoutKeys(h.services.db, (tx) =>
    sql`update feedback set revision = 9 where workspace_id = any (${there}::bigint[])`.execute(tx),
  );
  expect(await stats()).toBe(before);
});

test('it says how the score changed, and forgets what is older', async () => {
  await h.reply('maya', await h.drop(), 'I would look at the plan and then maybe add an index somewhere.');
  h.clock('2027-02-01T08:00:00Z');
  await h.reply('maya', await h.drop(), better);
  expect(await stats()).toMatch(/Score: \d+ of 100 in the last four weeks, \d+ before\n/);
  h.clock('2027-03-15T08:00:00Z');
  expect(await stats()).toMatch(/Score: \d+ of 100, none in the last four weeks\n/);
  h.clock('2027-12-01T08:00:00Z');
  expect(await stats()).toMatch(/Days with answers: 0\nScore: none yet\n/);
});

test('what is due for recall is counted, with a way to start', async () => {
  await h.reply('maya', await h.drop(), good);
  h.clock('2026-11-28T08:00:00Z');
  expect(await stats()).toMatch(/Due for recall: \d+ key points\n\[Start recall\]/);
  expect(await stats('leo')).not.toContain('Due for recall');
});

test('the picture is drawn for whoever asks, and there is no other', async () => {
  await h.reply('maya', await h.drop(), good);
  const [own, other] = await Promise.all(
    ['maya', 'leo'].map((member) => h.core.picture(h.actor(member), 'progress')),
  );
  expect(Buffer.from(own ?? []).toString('latin1', 1, 4)).toBe('PNG');
  expect(own).not.toEqual(other);
  expect(await h.core.picture(h.actor('maya'), 'secrets')).toBeUndefined();
});
