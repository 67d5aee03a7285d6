import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFields, type QuestionBase, toFields } from '../../src/curation/question-text.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';

const base: QuestionBase = { id: 'backend/ours', category: 'technical', level: 'intermediate' };
const written = {
  prompt: 'How would you move a table of a billion rows without downtime?',
  points:
    '- Copies in batches | How much at once?\n• Keeps both in step|And | or?\nSwitches reads before writes |\nWrong: Locks it for the night | Who works at night?\nwrong:Stops it',
  sample: 'I would copy it in batches while both are written, compare, then switch reads and at last writes.',
};

function questionOf(values: Readonly<Record<string, string>>, of: QuestionBase = base) {
  const read = fromFields(values, of);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read.question;
}

test('a line is a key point with its hint, one that begins with “Wrong:” a misconception', () => {
  const question = questionOf(written);
  const nothing = { examples: [], cues: [] };
  expect(question.key_points).toEqual([
    { id: 'copies-in-batches', text: 'Copies in batches', hint: 'How much at once?', ...nothing },
    { id: 'keeps-both-in-step', text: 'Keeps both in step', hint: 'And | or?', ...nothing },
    { id: 'switches-reads-before-writes', text: 'Switches reads before writes', ...nothing },
  ]);
  expect(question.misconceptions).toEqual([
    { text: 'Locks it for the night', hint: 'Who works at night?', examples: [] },
    { text: 'Stops it', examples: [] },
  ]);
  expect(question.follow_ups.length).toBeGreaterThanOrEqual(2);
  expect(question.tip).not.toBe('');
});

test('an edit keeps the examples and cues of what says the same, whatever becomes of the rest', () => {
  const [copies, keeps, switches] = questionOf(written).key_points.map((point) => ({
    ...point,
    examples: [`An example of ${point.id}.`],
    cues: [`cue of ${point.id}`],
  }));
  if (!copies || !keeps || !switches) throw new Error('no points');
  const [locks] = questionOf(written).misconceptions.map((one) => ({ ...one, examples: ['We lock it.'] }));
  if (!locks) throw new Error('no misconception');
  const before = { ...base, key_points: [copies, keeps, switches], misconceptions: [locks] };
  const points =
    'Switches reads before writes | Why so?\nWrong: Drops it\nCopies in small batches overnight\nKeeps both in step\nWrong: Locks it for the night';
  const { hint: _, ...kept } = keeps;
  const { hint: __, ...stillLocks } = locks;
  const edited = questionOf({ ...written, points }, before);
  expect(edited.key_points).toEqual([
    { ...switches, hint: 'Why so?' },
    { id: 'copies-in-small-batches', text: 'Copies in small batches overnight', examples: [], cues: [] },
    kept,
  ]);
  expect(edited.misconceptions).toEqual([{ text: 'Drops it', examples: [] }, stillLocks]);
});

test('a point that is said twice stays two points, each with its id', () => {
  const twice = questionOf({ ...written, points: 'Prototype\nMeasure\nPrototype' });
  expect(questionOf(toFields(twice), twice).key_points.map(({ id }) => id)).toEqual([
    'prototype',
    'measure',
    'prototype-2',
  ]);
});

test.each([
  ['prompt', ''],
  ['prompt', 'x'.repeat(1501)],
  ['points', 'One\nTwo'],
  ['points', Array.from({ length: 9 }, (_, index) => `Point ${index}`).join('\n')],
  ['points', `One\nTwo\n${'x'.repeat(301)}`],
  ['points', `One\nTwo\nThree | ${'x'.repeat(301)}`],
  ['points', 'One\nTwo\nThree\nWrong: | Why?'],
  ['sample', ' '],
  ['tip', 'x'.repeat(501)],
  ['followUps', 'Only one?'],
])('what is wrong in %s is said there', (field, value) => {
  const read = fromFields({ ...written, [field]: value }, base);
  expect('errors' in read && Object.keys(read.errors)).toEqual([field]);
});

test('every question of the bank comes back from its form unchanged', async () => {
  const { tracks } = await readBank(bankFolder);
  for (const question of tracks.flatMap(({ questions }) => questions))
    expect(questionOf(toFields(question), question)).toEqual(question);
});

test('a question that has been through the form once stays as it is', () => {
  const word = fc.stringMatching(/^[A-Za-zäöüß0-9 ,.?'“”()-]{1,60}$/).filter((text) => /\w/.test(text));
  const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'));
  const lines = fc.array(line, { minLength: 3, maxLength: 8 }).map((all) => all.join('\n'));
  fc.assert(
    fc.property(word, lines, word, fc.option(word, { nil: '' }), (prompt, points, sample, tip) => {
      const read = fromFields({ prompt, points, sample, tip }, base);
      fc.pre('question' in read);
      const { question } = read as { question: ReturnType<typeof questionOf> };
      expect(questionOf(toFields(question), question)).toEqual(question);
      expect(new Set(question.key_points.map(({ id }) => id)).size).toBe(question.key_points.length);
    }),
  );
});
