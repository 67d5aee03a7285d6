import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromFields, type QuestionBase, toFields } from '../../src/curation/question-text.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';

const base: QuestionBase = { id: 'backend/ours', category: 'technical', level: 'intermediate' };
const written = {
  prompt: 'How would you move a table of a billion rows without downtime?',
  points:
    '- Copies in batches | batches | chunked copy\n• Keeps both in step\nSwitches reads before writes\nWrong: Locks it for the night',
  sample: 'I would copy it in batches while both are written, compare, then switch reads and at last writes.',
};

function questionOf(values: Readonly<Record<string, string>>, of: QuestionBase = base) {
  const read = fromFields(values, of);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read.question;
}

test('a line is a key point with its cues, one that begins with “Wrong:” a misconception', () => {
  const question = questionOf(written);
  expect(question.key_points).toEqual([
    { id: 'copies-in-batches', text: 'Copies in batches', cues: ['batches', 'chunked copy'] },
    { id: 'keeps-both-in-step', text: 'Keeps both in step', cues: ['Keeps both in step'] },
    {
      id: 'switches-reads-before-writes',
      text: 'Switches reads before writes',
      cues: ['Switches reads before writes'],
    },
  ]);
  expect(question.misconceptions).toEqual([
    { text: 'Locks it for the night', cues: ['Locks it for the night'] },
  ]);
  expect(question.follow_ups.length).toBeGreaterThanOrEqual(2);
  expect(question.tip).not.toBe('');
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
  const lines = fc.array(word, { minLength: 3, maxLength: 8 }).map((all) => all.join('\n'));
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
