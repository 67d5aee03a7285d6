import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { whetstone } from './program.ts';

const bank = new URL('../../questions/backend.yaml', import.meta.url);

test('lint finds nothing in the bank that comes with Whetstone', async () => {
  expect(await whetstone('questions lint').ended).toMatchObject({ code: 0, out: 'No problems.\n', err: '' });
});

test('lint names file, line and column of what is wrong, and exits with 1', async () => {
  const file = await temporaryFile();
  const good = await readFile(bank, 'utf8');
  await writeFile(file, good);
  expect(await whetstone(`questions lint ${file}`).ended).toMatchObject({ code: 0, out: 'No problems.\n' });

  const line = good.split('\n').findIndex((text) => text.includes('level: intermediate')) + 1;
  await writeFile(file, good.replace('level: intermediate', 'level: medium'));
  const { code, out } = await whetstone(`questions lint ${file}`).ended;
  expect(out).toMatch(new RegExp(`^backend\\.yaml:${line}:\\d+ .+\n1 problem\\.\n$`));
  expect(code).toBe(1);
});

test('lint says that a file can’t be read', async () => {
  const { code, err } = await whetstone('questions lint /nowhere/backend.yaml').ended;
  expect(err).toBe("/nowhere/backend.yaml can't be read (ENOENT). Give the path of a YAML file.\n");
  expect(code).toBe(1);
});

test('list shows every question with its category and level', async () => {
  const { code, out } = await whetstone('questions list').ended;
  expect(out).toMatch(/^Backend Engineer\n/);
  expect(out).toMatch(/^ {2}backend\/slow-query +technical +intermediate$/m);
  expect(new Set(out.match(/^ {2}\S+ +/gm)?.map((id) => id.length)).size).toBe(1);
  expect(out.match(/^\S.*$/gm)).toEqual([
    'Backend Engineer',
    'DevOps Engineer',
    'Full-Stack Engineer',
    'Software Engineer',
  ]);
  expect(code).toBe(0);
});

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-lint-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'backend.yaml');
}
