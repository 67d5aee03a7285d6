import { afterEach, beforeEach, expect, test } from 'vitest';
import { PlatformError } from '../../src/chat/platform.ts';
import { better, good, onAnything } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';
import { exported } from './exported.ts';

/** What is wrong with the playground's files, if something is. */
let fault: PlatformError | undefined;

let h: Harness;
beforeEach(async () => {
  fault = undefined;
  h = await Harness.start({
    at: '2026-11-24T08:00:00Z',
    platform: (web) => ({
      ...web,
      whisper: async (place, member, card) => {
        if (place.file && fault) throw fault;
        return web.whisper(place, member, card);
      },
    }),
  });
});
afterEach(() => h.stop());

const files = () =>
  h.services.db.selectFrom('web_files').select('name').where('workspace_id', '=', h.workspace).execute();

test('somebody’s answers come with revisions, feedback, conversations and reviews, to read and for programs', async () => {
  const thread = await h.drop();
  const message = await h.reply('maya', thread, good);
  h.clock(60);
  await h.edit(message, better);
  await h.command('sam', 'mentor add @priya');
  const [answer] = await h.answers();
  const review = await h.core.action(h.actor('priya'), 'review', answer?.id ?? '');
  if (review.type !== 'form') throw new Error('no form');
  const { name, subject } = review.form;
  await h.core.submit(h.actor('priya'), name, subject, { score: '4', comment: 'Say how you’d measure it.' });
  expect(await h.command('maya', 'data export')).toMatch(/putting your file together/);
  const archive = await exported(h, 'maya');
  const [told] = JSON.parse(archive['answers.json'] ?? '');
  expect(told).toMatchObject({
    id: answer?.id,
    question: 'backend/slow-query',
    channel: 'practice',
    state: 'standing',
    revisions: [
      { revision: 1, text: good },
      { revision: 2, text: better },
    ],
  });
  expect(archive['answers.md']).toContain(`- **Question:** backend/slow-query`);
  expect(archive['answers.md']).toContain(`> ${better.split('\n')[0]}`);
  expect(JSON.parse(archive['feedback.json'] ?? '')).toMatchObject([{ revision: 1 }, { revision: 2 }]);
  expect(JSON.parse(archive['reviews-received.json'] ?? '')).toMatchObject([
    { by: 'Priya', score: 4, comment: 'Say how you’d measure it.' },
  ]);
  expect(archive['README.md']).toContain('- [Your answers](answers.md) (1)');
  expect(archive['votes.md']).toBeUndefined();
  expect((await h.said(undefined, 'maya')).at(-1)).toContain('Download whetstone-2026-11-24T09-00-00.zip');
});

test('nothing of others is in it that the member couldn’t see', async () => {
  const thread = await h.drop();
  await h.reply('maya', thread, good);
  await h.reply('leo', thread, `${good} Zyzzyva.`);
  const [own, leos] = await h.answers();
  await h.core.action(h.actor('maya'), 'vote', leos?.id ?? '');
  await h.command('sam', 'mentor add @priya');
  await h.core.command(h.actor('leo'), 'mock with @Maya backend');
  const { id } = await h.services.db.selectFrom('peer_mocks').select('id').executeTakeFirstOrThrow();
  await h.core.action(h.actor('maya'), 'peer-accept', id);
  await h.core.submit(h.actor('leo'), 'peer-mark', `${id}:1`, { comment: 'Zyzzyva, too.' });
  await h.services.db
    .insertInto('reviews')
    .values({
      workspace_id: h.workspace,
      answer_id: own?.id ?? '',
      revision: 1,
      mentor_id: 'priya',
      comment: 'Zyzzyva, taken back.',
      approved: false,
      source: 'form',
      source_id: 'x',
      created_at: h.now,
      withdrawn_at: h.now,
    })
    .execute();
  await h.command('maya', 'data export');
  const archive = await exported(h, 'maya');
  expect(JSON.parse(archive['votes.json'] ?? '')).toMatchObject([{ for_an_answer_by: 'Leo' }]);
  expect(Object.values(archive).join('')).not.toContain('Zyzzyva');
  expect(archive['mock-interviews-for-two.md']).toContain('**Invited by:** Leo');
});

test('a mock interview comes with its questions, answers and what was made of their key points', async () => {
  await h.core.command(h.actor('maya'), 'mock backend 10m');
  const { id } = await h.services.db.selectFrom('mocks').select('id').executeTakeFirstOrThrow();
  await h.core.submit(h.actor('maya'), 'mock-answer', `${id}:1`, { answer: onAnything });
  await h.drain();
  await h.core.action(h.actor('maya'), 'mock-finish', id);
  await h.command('maya', 'data export');
  const [mock] = JSON.parse((await exported(h, 'maya'))['mock-interviews.json'] ?? '');
  expect(mock).toMatchObject({ state: 'done', questions: [{ state: 'answered', answer: onAnything }] });
  expect(mock.questions[0].key_points.length).toBeGreaterThan(2);
});

test('one at a time, and three in a day', async () => {
  await h.core.command(h.actor('maya'), 'data export');
  expect(await h.command('maya', 'data export')).toMatch(/still putting/);
  await h.command('maya', 'data export');
  await h.command('maya', 'data export');
  expect(await h.command('maya', 'data export')).toMatch(/3 exports in a day/);
  expect(await files()).toHaveLength(3);
  expect(await h.command('leo', 'data export')).toMatch(/direct message/);
  h.clock(1441);
  expect(await h.command('maya', 'data export')).toMatch(/direct message/);
});

test('who can’t be sent a file hears what to do, and may try again', async () => {
  fault = new PlatformError('unreachable', 'Whetstone lacks “files:write”. Install it again.');
  for (let count = 0; count < 4; count += 1) await h.command('maya', 'data export');
  const told = await h.said(undefined, 'maya');
  expect(told).toHaveLength(4);
  expect(told[0]).toBe(
    'Something kept me from sending your data: Whetstone lacks “files:write”. Install it again. To try again, type /interview data export.',
  );
  fault = undefined;
  await h.command('maya', 'data export');
  expect(await files()).toHaveLength(1);
});

test('where the chat has a bad moment, the file comes later, once', async () => {
  fault = new PlatformError('temporary', 'The playground is busy.');
  await h.command('maya', 'data export');
  h.clock(1);
  await h.drain();
  fault = undefined;
  h.clock(20);
  await h.drain();
  expect(await files()).toHaveLength(1);
});

test('many answers cost hardly more statements than one', async () => {
  const { db } = h.services;
  await h.reply('maya', await h.drop(), good);
  const [answer] = await h.answers();
  const cost = async () => {
    const { statements } = await h.counter.during(() => h.command('maya', 'data export'));
    return statements;
  };
  const one = await cost();
  const { id: _id, ...row } = answer ?? { id: '' };
  const copies = Array.from({ length: 3000 }, (_, index) => ({
    ...row,
    message: `copy ${index}`,
    state: 'withdrawn',
  }));
  for (let from = 0; from < copies.length; from += 1000) {
    const made = await db
      .insertInto('answers')
      .values(copies.slice(from, from + 1000).map((copy) => ({ ...copy, denied: '[]' })) as never)
      .returning('id')
      .execute();
    await db
      .insertInto('answer_revisions')
      .values(
        made.map(({ id }) => ({
          workspace_id: h.workspace,
          answer_id: id,
          revision: 1,
          text: good,
          written_at: h.now,
          edited_at: h.now,
        })),
      )
      .execute();
  }
  expect((await cost()) - one).toBeLessThanOrEqual(16);
  expect(JSON.parse((await exported(h, 'maya'))['answers.json'] ?? '')).toHaveLength(3001);
});
