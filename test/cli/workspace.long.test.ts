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

const run = (args: string, { connectionString = '' }: Partial<TestDatabase> = {}, typed?: string) =>
  whetstone(`workspace ${args}`, { DATABASE_URL: connectionString }, folder, typed).ended;

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

test('a workspace is erased when its name is typed, or without asking in a script', async () => {
  const db = source?.db;
  if (!db) throw new Error('no database');
  for (const [external_id, name] of [
    ['T2', 'Globex'],
    ['T3', 'Initech'],
  ] as const)
    await db.insertInto('workspaces').values({ platform: 'slack', external_id, name }).execute();
  const names = async () =>
    (await db.selectFrom('workspaces').select('name').where('external_id', 'in', ['T2', 'T3']).execute()).map(
      ({ name }) => name,
    );
  expect(await run('erase Globex', source, 'Initech\n')).toMatchObject({
    code: 1,
    out: '',
    err: 'This can’t be undone. Type Globex to erase it: That isn’t its name. Nothing was erased.\n',
  });
  const alone = await run('erase Globex', source);
  expect([alone.code, alone.err]).toEqual([
    1,
    expect.stringContaining('Nothing was erased; in a script, add --yes.'),
  ]);
  expect(await names()).toEqual(['Globex', 'Initech']);
  expect(await run('erase Globex', source, 'Globex\n')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Erased Globex on slack.\n'),
  });
  expect(await run('erase T3 --yes', source)).toMatchObject({ code: 0, err: '' });
  expect(await names()).toEqual([]);
  expect(await run('erase Globex --yes', source)).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no workspace “Globex”.'),
  });
});
