import { expect, test } from 'vitest';
import { readable } from '../../adapters/openai/readable.ts';
import { questions } from '../feedback/assess.ts';
import { readLabelled } from '../feedback/labelled.ts';

/** The items of a list may end in a full stop of ours. */
const words = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\.(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();

test('an honest answer reaches the model as it was written', () => {
  const honest = readLabelled()
    .filter(({ kind }) => !['hostile', 'stuffed', 'off-topic', 'code'].includes(kind))
    .map(({ answer }) => answer);
  const samples = [...questions.values()].map((question) => question.sample_answer);
  expect(honest.length).toBeGreaterThan(500);
  for (const answer of [...honest, ...samples]) expect(words(readable(answer))).toBe(words(answer));
});
