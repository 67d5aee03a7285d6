import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { csv } from '../../src/questions/formats/csv.ts';
import { json } from '../../src/questions/formats/json.ts';
import { markdown } from '../../src/questions/formats/markdown.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';
import { plainQuestion, plainTrack } from '../questions/hostile-tracks.ts';
import { good } from '../support/answers.ts';
import { whetstone } from './program.ts';

async function fileWith(text: string, name = 'answers'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-grade-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Speaks of the question and makes no point. */
const weak = 'I would look at the slow query for a while and then ask somebody else about it.';

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
    line('d', 'backend/slow-query', `${weak} I don't know much about it.`),
    line('e', 'backend/slow-query', 'banana'),
  ];
  const { code, out, err } = await graded(`--jsonl --file ${await fileWith(lines.join('\n'))}`);
  const [first, second, last] = out
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  expect(Object.keys(first)).toEqual([
    'id',
    'score',
    'covered',
    'unsure',
    'missing',
    'misconceptions',
    'strengths',
    'maybes',
    'improvement',
    'followUp',
  ]);
  expect([first.id, first.covered.includes('read-plan'), second.id]).toEqual(['a', true, 'd']);
  expect(first.score).toBeGreaterThan(second.score + 20);
  expect(last).toMatchObject({ id: 'e', unscored: 'not-an-answer', covered: [], unsure: [], missing: [] });
  expect(last).not.toHaveProperty('score');
  expect(err.trim().split('\n')).toEqual([
    'Line 2: id should be a text; question should be the id of a question; answer should be a text.',
    'Line 4: There is no question “backend/nothing”. `whetstone questions list` shows all.',
    'Line 5: answer should be a text.',
  ]);
  expect(code).toBe(1);
});

describe('grade --bank', () => {
  const own = plainQuestion('team/move', {
    prompt: 'How would you move a table of a billion rows to another cluster?',
    sample_answer:
      'I would copy in batches while the application writes to both, compare, then switch reads.',
    key_points: [
      {
        id: 'batches',
        text: 'Copies in batches',
        examples: ['We copied ten thousand rows at a time.'],
        cues: [],
      },
      { id: 'both', text: 'Writes to both sides', examples: ['New rows went to both clusters.'], cues: [] },
      { id: 'compare', text: 'Compares the two', examples: ['We compared checksums of both.'], cues: [] },
    ],
    misconceptions: [
      {
        text: 'Locks the table for the copy',
        examples: ['I lock the whole table for the copy.'],
      },
    ],
  });
  const answer =
    'We copied the rows in batches, ten thousand at a time. New rows went to both clusters meanwhile. I lock the whole table for the copy.';

  test.each(Object.entries({ yaml, json, csv, md: markdown }))(
    'reads answers to the questions of a file in %s',
    async (extension, format) => {
      const file = await fileWith(format.write([plainTrack('team', [own])]), `team.${extension}`);
      const one = await graded(`--bank ${file} --question team/move --file ${await fileWith(answer)}`);
      expect([one.code, one.err]).toEqual([0, '']);
      expect(one.out).toMatch(/^✓ batches: Copies in batches$/m);
      expect(one.out).toMatch(/^Locks the table for the copy: “.+”$/m);
      const lines = ['team/move', 'backend/slow-query'].map((question, index) =>
        JSON.stringify({ id: String(index), question, answer }),
      );
      const many = await graded(`--bank ${file} --jsonl --file ${await fileWith(lines.join('\n'))}`);
      expect(JSON.parse(many.out)).toMatchObject({
        id: '0',
        covered: expect.arrayContaining(['batches']),
        unsure: [],
        misconceptions: ['Locks the table for the copy'],
      });
      expect([many.code, many.err]).toEqual([
        1,
        `Line 2: There is no question “backend/slow-query” in ${file}.\n`,
      ]);
    },
  );

  test('names what is wrong with the file, by its lines, and grades nothing', async () => {
    const text = csv.write([plainTrack('team', [own, own])]).replace(/technical/, 'clerical');
    const file = await fileWith(text, 'team.csv');
    const second = text.split('\n').findLastIndex((line) => line.startsWith('team/move')) + 1;
    const { code, out, err } = await graded(
      `--bank ${file} --question team/move --file ${await fileWith(answer)}`,
    );
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toEqual([
      `${file}:2 team/move: "category" is "clerical"; choose one of behavioral, technical, situational.`,
      `${file}:${second} team/move: this id is already used on line 2; give one of the questions another.`,
    ]);
  });
});

test('grade says that a folder is no file', async () => {
  const { code, out, err } = await graded(`--question backend/slow-query --file ${tmpdir()}`);
  expect([code, out, err]).toEqual([1, '', `${tmpdir()} is a folder. Give the path of a text file.\n`]);
});

test('grade says why an answer gets no score', async () => {
  const { out } = await graded(`--question backend/slow-query --file ${await fileWith('banana')}`);
  expect(out).toMatch(/^This doesn’t look like an answer .+\nAn interviewer might ask: .+\n$/);
});

test.each([
  ['', 'Name the question with --question backend/slow-query, or use --jsonl for many.'],
  [
    '--question backend/nothing',
    'There is no question “backend/nothing”. `whetstone questions list` shows all.',
  ],
  ['--question backend/slow-query', 'There is no answer to read. Pass one with --file or on stdin.'],
  [
    '--jsonl --file /nowhere/answers',
    '/nowhere/answers can’t be read (ENOENT). Give the path of a text file.',
  ],
  ['--bank /nowhere/team.csv', '/nowhere/team.csv can’t be read (ENOENT). Give the path of a file.'],
])('grade %s says what is missing', async (args, sentence) => {
  const { code, out, err } = await graded(args);
  expect([code, out, err]).toEqual([1, '', `${sentence}\n`]);
});
