import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Block } from '../../src/chat/card.ts';
import { packQuery, unpackQuery } from '../../src/curation/search-bank.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

/** The questions of a card, in order. */
const idsIn = (text: string) => [...text.matchAll(/^([a-z-]+\/[a-z0-9-]+) /gm)].map(([, id]) => id);

async function own(prompt: string, track = 'backend'): Promise<string> {
  const opened = await h.core.command(h.actor('sam'), `suggest ${track} beginner`);
  if (opened.type !== 'form') throw new Error(replyText(opened));
  const values = {
    prompt,
    points: 'Writes it down first\nAsks the team\nMeasures before and after',
    sample: 'I write it down first. Then I ask the team. I measure before and after.',
  };
  const thanks = await h.core.submit(h.actor('sam'), 'suggest', opened.form.subject, values);
  const [, number = ''] = /"withdraw-suggestion","value":"(\d+)"/.exec(JSON.stringify(thanks)) ?? [];
  await h.core.action(h.actor('sam'), 'approve-suggestion', number);
  return `${track}/our-${number}`;
}

test('search finds by stems of the words, in everybody’s questions and in one’s own, the best first', async () => {
  const id = await own('How do you decide which columns a database index gets?');
  const found = idsIn(await h.command('sam', 'bank search indexes'));
  expect(found).toContain(id);
  expect(found).toContain('backend/slow-query');
  expect(idsIn(await h.command('sam', 'bank search "decide which columns"'))).toEqual([id]);
  expect(idsIn(await h.command('sam', 'bank search backend/slow-query'))).toEqual(['backend/slow-query']);
  expect(await h.command('sam', 'bank search zeppelin')).toContain('Nothing matches');
});

test('track, level and category narrow it; more follow on the next page', async () => {
  const first = await h.core.command(h.actor('sam'), 'bank search devops technical');
  const shown = idsIn(replyText(first));
  expect(shown).toHaveLength(4);
  const blocks: readonly Block[] = first.type === 'private' ? first.card.blocks : [];
  const more = blocks
    .flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
    .find(({ label }) => label === 'More');
  const next = await h.core.action(h.actor('sam'), 'search-bank', more?.value ?? 'none');
  const all = [...shown, ...idsIn(replyText(next))];
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(4);
  expect(all.filter((id) => !id?.startsWith('devops/'))).toEqual([]);
  expect(replyText(next)).not.toContain('[More]');
});

test('a search survives its button, and what no button carries is harmless', () => {
  const query = { from: 4, track: 'devops', level: 'advanced', only: 'own', words: 'state: locks' } as const;
  expect(unpackQuery(packQuery(query))).toEqual(query);
  expect(unpackQuery('x:y:z')).toEqual({});
});

test('the sample answer can’t be searched for', async () => {
  expect(await h.command('sam', 'bank search dispatchers')).not.toContain('backend/slow-query');
});

test('a retired question is asked no more, also one of everybody’s, until it is restored', async () => {
  const id = await own('What would you log, and what not?', 'full-stack');
  for (const one of [id, 'full-stack/accessibility']) {
    expect(await h.command('sam', `bank retire ${one}`)).toContain('won’t be asked here any more');
    expect(await h.command('maya', `question ${one}`)).toContain('I don’t know');
  }
  expect(idsIn(await h.command('sam', 'bank search retired'))).toEqual(expect.arrayContaining([id]));
  expect((await h.core.questions(h.workspace, {}, 1000)).questions.map((one) => one.id)).not.toContain(id);
  const asked = new Set<string>();
  for (let count = 0; count < 12; count += 1) {
    await h.command('maya', 'question full-stack private');
    const drop = h.services.db.selectFrom('drops').select('question_id').orderBy('id', 'desc').limit(1);
    asked.add((await drop.executeTakeFirstOrThrow()).question_id ?? '');
  }
  expect(asked).not.toContain(id);
  expect(asked).not.toContain('full-stack/accessibility');
  expect(await h.command('sam', `bank restore ${id}`)).toContain('can be asked here again');
  expect(await h.command('maya', `question ${id} private`)).toContain('What would you log');
});

test('an edit is a new revision: what was asked before keeps its words', async () => {
  const id = await own('What is a cache for?');
  const thread = await h.drop(`question ${id}`);
  const opened = await h.core.command(h.actor('sam'), `bank edit ${id} advanced`);
  if (opened.type !== 'form') throw new Error(replyText(opened));
  const fields = Object.fromEntries(
    opened.form.fields.map((field) => [field.id, String('initial' in field ? field.initial : '')]),
  );
  const saved = await h.core.submit(h.actor('sam'), 'edit-question', opened.form.subject, {
    ...fields,
    sample: 'A new sample answer of mine: I write it down, ask the team, and measure before and after.',
  });
  expect(replyText(saved)).toContain(`${id} is changed`);
  await h.reply('maya', thread, good);
  expect(await h.command('maya', 'answer')).not.toContain('A new sample answer');
  await h.reply('maya', await h.drop(`question ${id}`), good);
  expect(await h.command('maya', 'answer')).toContain('A new sample answer');
  expect(await h.command('sam', 'bank search advanced cache')).toContain(id);
});

test('everybody’s questions aren’t edited: it says what to do instead', async () => {
  expect(await h.command('sam', 'bank edit backend/incident')).toMatch(
    /Suggest your own version.*bank retire backend\/incident/,
  );
});

test('the bank is for mentors and admins', async () => {
  for (const text of [
    'bank',
    'bank search index',
    'bank edit backend/incident',
    'bank retire backend/incident',
    'bank stats',
  ])
    expect(await h.command('maya', text), text).toContain('Mentors and admins look after');
  for (const action of ['search-bank', 'show-statistics', 'retire-question', 'restore-question'] as const)
    expect(replyText(await h.core.action(h.actor('maya'), action, 'backend/incident')), action).toContain(
      'Mentors and admins',
    );
});
