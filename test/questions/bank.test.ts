import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import type { Track } from '../../src/domain/question.ts';
import { loadBank } from '../../src/questions/load-bank.ts';
import { loadShippedBank } from '../../src/questions/load-shipped-bank.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

const questionsOf = (tracks: readonly Track[]) => tracks.flatMap(({ questions }) => questions);

/** As a workspace sees the bank. */
const seen = async ({ core, workspace }: Harness) => (await core.questions(workspace, {}, 1000)).questions;

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

test('a channel gets every matching question before one comes again, then the least recent first', async () => {
  const asked: string[] = [];
  for (let index = 0; index < 14; index += 1) {
    await h.command('maya', 'question backend intermediate');
    const drop = h.services.db.selectFrom('drops').select('question_id').orderBy('id', 'desc').limit(1);
    asked.push((await drop.executeTakeFirstOrThrow()).question_id ?? '');
  }
  const round = asked.slice(0, 6);
  expect(new Set(round).size).toBe(6);
  expect(asked.slice(6, 12)).toEqual(round);
  expect(asked.slice(12)).toEqual(round.slice(0, 2));
});

test('asked for at the same moment, a channel’s questions differ, and one that doesn’t exist keeps none back', async () => {
  const channels = ['lunch', 'backend', 'evening'];
  for (const channel of channels) await addChannel(h.services.db, h.workspace, channel);
  const inEach = (text: string) =>
    channels.map((channel) => h.core.command(h.actor(`asks-in-${channel}`, channel), text));
  const [missing] = await Promise.all([
    h.core.command(h.actor('maya', 'lunch'), 'question devops behavioral advanced'),
    ...inEach('question backend intermediate'),
    ...inEach('question devops technical beginner'),
    ...inEach('question backend intermediate'),
    ...inEach('question backend intermediate'),
  ]);
  expect(replyText(missing)).toContain('There is no advanced behavioral question in devops.');
  for (const channel of channels) {
    const drops = h.services.db
      .selectFrom('drops')
      .select(['question_id', 'requested_by', 'reveal_after_minutes'])
      .where('channel_id', '=', channel);
    const asked = await drops.execute();
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ question_id }) => question_id)).size).toBe(4);
    const [first] = asked;
    expect(first).toMatchObject({ requested_by: `asks-in-${channel}`, reveal_after_minutes: 480 });
  }
});

test('private practice has its own order, for each member', async () => {
  const pick = async (member: string) => {
    await h.core.command(h.actor(member), 'question backend private');
    const drop = h.services.db.selectFrom('drops').select('question_id').orderBy('id', 'desc').limit(1);
    return (await drop.executeTakeFirstOrThrow()).question_id;
  };
  const asked = [];
  for (let index = 0; index < 10; index += 1) asked.push(await pick('leo'));
  expect(new Set(asked).size).toBe(10);
});

test('loading again changes nothing; a changed question is a new revision, and answers keep theirs', async () => {
  const { db } = h.services;
  const tracks = await readTrialTracks();
  expect(await loadBank(db, tracks, h.now)).toEqual({ added: 0, changed: 0, retired: 0 });
  const thread = await h.drop();
  const message = await h.reply('maya', thread, good);

  const changed = structuredClone([...tracks]);
  const question = questionsOf(changed).find(({ id }) => id === 'backend/slow-query');
  if (!question) throw new Error('the bank lacks slow-query');
  question.sample_answer = `${question.sample_answer} Then I wrote it all down for the next person who meets it.`;
  const reduced = changed.map((track) => ({
    ...track,
    questions: track.questions.filter(({ id }) => id !== 'backend/incident'),
  }));
  expect(await loadBank(db, reduced, h.now)).toEqual({ added: 0, changed: 1, retired: 1 });

  expect((await seen(h)).map(({ id }) => id)).not.toContain('backend/incident');
  expect(await h.command('maya', 'question backend/incident')).toContain('I don’t know “backend/incident”');
  h.clock(5);
  await h.edit(message, `${good} And more.`);
  expect(await h.command('maya', 'answer')).not.toContain('wrote it all down');
  await h.drop();
  await h.reply('maya', await h.drop(), good);
  expect(await h.command('maya', 'answer')).toContain('wrote it all down');

  expect(await loadBank(db, tracks, h.now)).toEqual({ added: 0, changed: 1, retired: 0 });
  expect(await seen(h)).toEqual(questionsOf(tracks));
});

test('two processes that start together load once', async () => {
  const other = await Harness.start({ tracks: [] });
  try {
    const tracks = await readTrialTracks();
    const reports = await Promise.all([1, 2, 3].map(() => loadBank(other.services.db, tracks, other.now)));
    expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(questionsOf(tracks).length);
  } finally {
    await other.stop();
  }
});

test('a start reads the files again only when they are others than last time', async () => {
  const all = questionsOf((await readBank(bankFolder)).tracks).length;
  const other = await Harness.start({ tracks: [] });
  try {
    const { db } = other.services;
    const asked = async () => (await seen(other)).length;
    expect(await loadShippedBank(db, other.now)).toMatch(new RegExp(`^${all} in Backend Engineer`));
    expect(await asked()).toBe(all);
    await db
      .updateTable('questions')
      .set({ retired_at: other.now })
      .where('id', '=', 'backend/incident')
      .execute();
    expect(await loadShippedBank(db, other.now)).toMatch(new RegExp(`^${all} in Backend Engineer`));
    expect(await asked()).toBe(all - 1);
    await db.updateTable('loaded_bank').set({ digest: 'of an older release' }).execute();
    await loadShippedBank(db, other.now);
    expect(await asked()).toBe(all);
  } finally {
    await other.stop();
  }
});
