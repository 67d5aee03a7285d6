import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readable } from '../../adapters/openai/readable.ts';
import { questions } from '../feedback/assess.ts';
import { readAnswers } from '../feedback/labelled.ts';

const words = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

test('an honest answer reaches the model as it was written', () => {
  const folder = new URL('../feedback/answers/', import.meta.url);
  const honest = readdirSync(folder)
    .flatMap(readAnswers)
    .filter(({ kind }) => !['hostile', 'stuffed', 'off-topic'].includes(kind))
    .map(({ answer }) => answer);
  const samples = [...questions.values()].map((question) => question.sample_answer);
  expect(honest.length).toBeGreaterThan(500);
  for (const answer of [...honest, ...samples]) expect(words(readable(answer))).toBe(words(answer));
});
