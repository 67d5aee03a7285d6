import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPlayground } from '../../adapters/web/seed.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { whetstone } from './program.ts';

let [source, target]: TestDatabase[] = [];
let folder: string;
beforeAll(async () => {
  [source, target] = [await testDatabase('shipped'), await testDatabase('shipped')];
  folder = await mkdtemp(join(tmpdir(), 'whetstone-workspace-'));
  const { id } = await source.db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'local', name: 'Playground' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await seedPlayground(source.db, id);
});
afterAll(async () => {
  await Promise.all([source?.destroy(), target?.destroy()]);
  await rm(folder, { recursive: true });
});

const run = (args: string, { connectionString = '' }: Partial<TestDatabase> = {}) =>
  whetstone(`workspace ${args}`, { DATABASE_URL: connectionString }, folder).ended;

test('a workspace goes through a file into another Whetstone', async () => {
  const written = await run('export', source);
  expect(written).toMatchObject({ code: 0, err: '' });
  const file = join(folder, 'playground.ndjson');
  await writeFile(file, written.out);
  const read = await run(`import ${file}`, target);
  expect(read).toMatchObject({ code: 0, err: '' });
  expect(read.out).toMatch(/^Imported Playground:\n/);
  expect(read.out).toMatch(/^ {2}web_people: \d+$/m);
  const people = (database?: TestDatabase) =>
    database?.db.selectFrom('web_people').select(['id', 'name']).orderBy('id').execute();
  expect(await people(target)).toEqual(await people(source));
});

test('what can’t be done is said in a sentence', async () => {
  expect(await run('export --workspace Acme', source)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('There is no workspace “Acme”.'),
  });
  expect(await run('import missing.ndjson', target)).toMatchObject({
    code: 1,
    err: 'missing.ndjson can’t be read (ENOENT). Give the path of a file that export wrote.\n',
  });
  await source?.db
    .insertInto('workspaces')
    .values({ platform: 'slack', external_id: 'T1', name: 'Acme' })
    .execute();
  expect(await run('export', source)).toMatchObject({
    code: 1,
    err: expect.stringContaining('There are several workspaces. Choose one with --workspace: '),
  });
});
