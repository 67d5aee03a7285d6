import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { csv } from '../../src/questions/formats/csv.ts';
import { json } from '../../src/questions/formats/json.ts';
import { markdown } from '../../src/questions/formats/markdown.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';
import { plainQuestion, plainTrack } from '../questions/hostile-tracks.ts';
import { whetstone } from './program.ts';

/** A file as import reads it, with a track and its questions. */
const ofTrial = new URL('../../trial/questions/backend.yaml', import.meta.url);

const noProblems = expect.stringMatching(/^No problems\./m);

test('lint finds nothing in the bank that comes with Whetstone', async () => {
  expect(await whetstone('questions lint').ended).toMatchObject({ code: 0, out: 'No problems.\n', err: '' });
});

test('lint names file, line and column of what is wrong, and exits with 1', async () => {
  const file = await temporaryFile('backend.yaml');
  const good = await readFile(ofTrial, 'utf8');
  await writeFile(file, good);
  expect(await whetstone(`questions lint ${file}`).ended).toMatchObject({ code: 0, out: noProblems });

  const line = good.split('\n').findIndex((text) => text.includes('level: intermediate')) + 1;
  await writeFile(file, good.replace('level: intermediate', 'level: medium'));
  const { code, out } = await whetstone(`questions lint ${file}`).ended;
  expect(out).toMatch(new RegExp(`^\\S*/backend\\.yaml:${line}:\\d+ .+\n`));
  expect(out).toMatch(/^1 problem\. /m);
  expect(code).toBe(1);
});

test.each(Object.entries({ yaml, json, csv, md: markdown }))(
  'lint reads %s by its extension, and checks what an import would',
  async (extension, format) => {
    const file = await temporaryFile(`team.${extension}`);
    const own = plainTrack('team', [plainQuestion('team/one'), plainQuestion('team/two')]);
    await writeFile(file, format.write([own]));
    expect(await whetstone(`questions lint ${file}`).ended).toMatchObject({ code: 0, out: noProblems });
    const [one, two] = own.questions;
    if (!one || !two) throw new Error('no questions');
    await writeFile(file, format.write([{ ...own, questions: [one, { ...one, tip: 't'.repeat(501) }] }]));
    const { code, out } = await whetstone(`questions lint ${file}`).ended;
    const name = `team\\.${extension}`;
    expect(out).toMatch(
      new RegExp(
        `^(\\S*/${name}:\\d+:\\d+ team/one: (this id is already used on line \\d+;|"tip" has 501 characters).*\\n){2}`,
      ),
    );
    expect(out).toMatch(/^2 problems\./m);
    expect(code).toBe(1);
  },
);

test('lint reads a file’s questions as the coach does, and says what is worth a look', async () => {
  const file = await temporaryFile('own.yaml');
  const point = (id: string, text: string, hint: string) => ({ id, text, hint, examples: [], cues: [] });
  const own = plainQuestion('own/pools', {
    prompt: 'How do you size a pool of database connections?',
    sample_answer:
      'I count the connections that the database can serve and divide them by the number of processes.',
    key_points: [
      point(
        'divide',
        'Divides the connections that the database serves by the processes',
        'How many are there?',
      ),
      point(
        'share',
        'Shares out the connections that the database serves among processes',
        'Who else connects?',
      ),
      point(
        'bread',
        'Watches how long requests wait for bread',
        'Do you watch how long requests wait for bread?',
      ),
    ],
  });
  await writeFile(file, yaml.write([plainTrack('own', [own, { ...own, id: 'own/again' }])]));
  const { code, out } = await whetstone(`questions lint ${file}`).ended;
  expect(out).toMatch(/own\/pools: the sample answer doesn’t make "bread"/);
  expect(out).toMatch(/own\/pools: the coach can’t tell "divide" from "share"/);
  expect(out).toMatch(/own\/pools: the hint of "bread" gives away/);
  expect(out).toMatch(/own\/again: asks about the same as own\/pools \(100 % alike\)/);
  expect(out).toMatch(/\nNo problems\. \d+ things to look at\.\n$/);
  expect(code).toBe(0);
});

test.each([
  ['/nowhere/backend.yaml', '/nowhere/backend.yaml can’t be read (ENOENT). Give the path of a file.\n'],
  ['notes.txt', expect.stringMatching(/^“notes\.txt” doesn’t say its format\. Add --format with one of /)],
])('lint says that %s can’t be read', async (file, sentence) => {
  const { code, err } = await whetstone(`questions lint ${file}`).ended;
  expect(err).toEqual(sentence);
  expect(code).toBe(1);
});

test('list shows every question with its category and level', async () => {
  const { code, out } = await whetstone('questions list').ended;
  expect(out).toMatch(/^Backend Engineer\n/);
  expect(out).toMatch(/^ {2}backend\/slow-query +technical +intermediate$/m);
  expect(new Set(out.match(/^ {2}\S+ +/gm)?.map((id) => id.length)).size).toBe(1);
  expect(out.match(/^\S.*$/gm)).toEqual(
    expect.arrayContaining(['DevOps Engineer', 'Full-Stack Engineer', 'Software Engineer']),
  );
  expect(code).toBe(0);
});

async function temporaryFile(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-lint-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, name);
}
