import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { good } from '../support/answers.ts';
import { whetstone } from './program.ts';

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-grade-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'answers');
  await writeFile(file, text);
  return file;
}

const graded = async (args: string) => whetstone(`grade ${args}`).ended;

test('grade reads one answer to one question, point by point', async () => {
  const { code, out, err } = await graded(`--question backend/slow-query --file ${await fileWith(good)}`);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^\d+ of 100\n/);
  expect(out).toMatch(/^✓ read-plan: /m);
  expect(out).toMatch(/^Work on: .+\nAn interviewer might ask: .+$/m);
});

test('grade --jsonl prints a line for each line, and says which lines can’t be read', async () => {
  const line = (id: string, question: string, answer: unknown) => JSON.stringify({ id, question, answer });
  const lines = [
    line('a', 'backend/slow-query', good),
    'not json',
    '',
    line('b', 'backend/nothing', good),
    line('c', 'devops/nothing', 7),
    line('d', 'backend/slow-query', 'banana'),
  ];
  const { code, out, err } = await graded(`--jsonl --file ${await fileWith(lines.join('\n'))}`);
  const [first, last] = out
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  expect(Object.keys(first)).toEqual([
    'id',
    'score',
    'covered',
    'missing',
    'misconceptions',
    'strengths',
    'improvement',
    'followUp',
  ]);
  expect([first.id, first.covered.includes('read-plan'), last.id]).toEqual(['a', true, 'd']);
  expect(first.score).toBeGreaterThan(last.score + 20);
  expect(err.trim().split('\n')).toEqual([
    'Line 2: id should be a text; question should be the id of a question; answer should be a text.',
    'Line 4: There is no question “backend/nothing”. `whetstone questions list` shows all.',
    'Line 5: answer should be a text.',
  ]);
  expect(code).toBe(1);
});

test.each([
  ['', 'Say which question: --question backend/slow-query, or --jsonl for many.'],
  [
    '--question backend/nothing',
    'There is no question “backend/nothing”. `whetstone questions list` shows all.',
  ],
  ['--question backend/slow-query', 'There is no answer to read. Give one with --file or on stdin.'],
  [
    '--jsonl --file /nowhere/answers',
    '/nowhere/answers can’t be read (ENOENT). Give the path of a text file.',
  ],
])('grade %s says what is missing', async (args, sentence) => {
  const { code, out, err } = await graded(args);
  expect([code, out, err]).toEqual([1, '', `${sentence}\n`]);
});
