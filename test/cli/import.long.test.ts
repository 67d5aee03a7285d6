import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Track } from '../../src/domain/question.ts';
import { csv } from '../../src/questions/formats/csv.ts';
import { json } from '../../src/questions/formats/json.ts';
import { markdown } from '../../src/questions/formats/markdown.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { plainQuestion, plainTrack } from '../questions/hostile-tracks.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataDir } from './data-dir.ts';
import { write as say } from './playground.ts';
import { ready, stop, whetstone } from './program.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase('shipped');
  folder = await mkdtemp(join(tmpdir(), 'whetstone-import-'));
});
afterAll(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

/** Runs `whetstone questions …` in the folder of the files. */
const run = (args: string, input?: string) =>
  whetstone(`questions ${args}`, { DATABASE_URL: database.connectionString }, folder, input).ended;

/** The same, without what it says of questions that ask about the same: those of the tests all do. */
async function questions(args: string, input?: string) {
  const { out, ...ended } = await run(args, input);
  return { ...ended, out: out.replace(/^.* asks about the same as .*\n|^.*aren’t compared.*\n/gm, '') };
}

/** How many questions come with Whetstone. */
const shipped = (await readBank(bankFolder)).tracks.flatMap((one) => one.questions).length;

const formats = ['all.yaml', 'all.json', 'all.csv', 'all.md'];
const write = (file: string, text: string) => writeFile(join(folder, file), text);
const track = (id: string, ...names: string[]): Track =>
  plainTrack(
    id,
    names.map((name) => plainQuestion(`${id}/${name}`)),
  );

test('exported and imported again in any format, nothing changes', async () => {
  const runs = formats.map(async (file) => {
    const exported = await questions(`export ${file}`);
    expect(exported).toMatchObject({ code: 0, err: '', out: `${file}: ${shipped} questions.\n` });
    expect(await questions(`import ${file}`)).toMatchObject({
      code: 0,
      err: '',
      out: `${file}: 0 added, 0 changed, ${shipped} unchanged, 0 refused.\n`,
    });
  });
  await Promise.all(runs);
});

test('new, changed and unchanged questions are counted; a dry run says the same and changes nothing', async () => {
  const first = track('sre', 'first', 'second');
  await write('sre.yaml', yaml.write([first]));
  const dry = await questions('import sre.yaml --dry-run');
  expect(dry).toMatchObject({
    code: 0,
    out: 'sre.yaml: would be: 2 added, 0 changed, 0 unchanged, 0 refused. New track: sre.\n',
  });
  expect((await questions('export --format json --track sre')).err).toEqual(
    expect.stringMatching(/^There is no track “sre”\. Choose one of backend, .*software-engineer\.\n$/),
  );
  expect((await questions('import sre.yaml')).out).toBe(
    'sre.yaml: 2 added, 0 changed, 0 unchanged, 0 refused. New track: sre.\n',
  );

  const next = plainTrack('sre', [
    plainQuestion('sre/first', { tip: 'Take your time.' }),
    plainQuestion('sre/second'),
    plainQuestion('sre/third'),
  ]);
  await write('sre.json', json.write([{ ...next, title: 'Keeper' }]));
  const { out } = await questions('import sre.json --verbose');
  expect(out.replace(/:\d+ /g, ' ')).toBe(
    [
      'sre.json sre/first: changed',
      'sre.json sre/second: unchanged',
      'sre.json sre/third: added',
      'sre.json: 1 added, 1 changed, 1 unchanged, 0 refused. Changed track: sre.',
      '',
    ].join('\n'),
  );
  const revisions = await database.db
    .selectFrom('question_revisions')
    .select('revision')
    .where('question_id', '=', 'sre/first')
    .execute();
  expect(revisions).toHaveLength(2);
  expect(JSON.parse((await questions('export --format json --track sre')).out)).toEqual({
    ...next,
    title: 'Keeper',
  });
});

test('a question that asks about the same as another is named, and imported', async () => {
  const { questions: known } = (await readBank(bankFolder)).tracks.find(({ id }) => id === 'backend') ?? {};
  const pools = known?.find(({ id }) => id === 'backend/slow-query');
  if (!pools) throw new Error('the bank lacks it');
  await write('twin.json', json.write([plainTrack('twin', [{ ...pools, id: 'twin/slow' }])]));
  expect(await run('import twin.json')).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^twin\.json:\d+ twin\/slow asks about the same as backend\/slow-query \(100 % alike\)\.\ntwin\.json: 1 added/,
    ),
  });
});

test('what is refused is named with its line, the rest is imported, and the exit code is 1', async () => {
  const { db } = database;
  const [shipped] = await db
    .selectFrom('question_revisions')
    .select('content')
    .where('question_id', '=', 'backend/slow-query')
    .execute();
  const rows = csv
    .write([
      plainTrack('backend', [
        plainQuestion('backend/good'),
        plainQuestion('backend/slow-query'),
        plainQuestion('backend/wrong'),
        plainQuestion('backend/good', { tip: 'Another.' }),
        ...(shipped ? [shipped.content] : []),
      ]),
      plainTrack('nowhere', [plainQuestion('nowhere/lost')]),
    ])
    .replace('backend/wrong,technical', 'backend/wrong,clerical');
  await write('mixed.csv', rows);
  const lineOf = (start: string, nth = 0) =>
    rows.split('\n').flatMap((line, index) => (line.startsWith(start) ? [index + 1] : []))[nth];
  const { code, out, err } = await questions('import mixed.csv');
  expect(out.trimEnd().split('\n')).toEqual([
    `mixed.csv:${lineOf('backend/slow-query')} backend/slow-query: this question comes with Whetstone; give yours another id.`,
    `mixed.csv:${lineOf('backend/wrong')} backend/wrong: "category" is "clerical"; choose one of behavioral, technical, situational.`,
    `mixed.csv:${lineOf('backend/good', 1)} backend/good: this id is already used on line ${lineOf('backend/good')}; give one of the questions another.`,
    `mixed.csv:${lineOf('backend/slow-query', 1)} backend/slow-query: this id is already used on line ${lineOf('backend/slow-query')}; give one of the questions another.`,
    `mixed.csv:${lineOf('nowhere/lost')} nowhere/lost: there is no track "nowhere"; give its title, description and preparation tips, or use one that is there.`,
    'mixed.csv: 1 added, 0 changed, 0 unchanged, 5 refused.',
  ]);
  expect([code, err]).toEqual([1, '']);
  expect((await questions('export --format csv --track backend')).out).toContain('backend/good,');
});

const broken: Readonly<Record<string, [line: number, text: string]>> = {
  'broken.yaml': [2, 'id: sre\n\ttitle: Site\n'],
  'twice.yaml': [2, 'id: sre\nid: sre\nquestions: [{ id: sre/a }]\n'],
  'empty.yaml': [1, ''],
  'broken.json': [3, '{\n  "id": "sre",\n  title: 1\n}'],
  'broken.csv': [3, 'id,category\nsre/a,technical\nsre/b,"open\nand\nmore\n'],
  'columns.csv': [1, 'id,category,colour\n'],
  'words.md': [1, 'Some words\n'],
  'part.md': [3, '# sre\n\n### Tip\n\nNone.\n'],
};

test('files that can’t be read are named with the line, and don’t keep others from being imported', async () => {
  for (const [file, [, text]] of Object.entries(broken)) await write(file, text);
  await write('right.yaml', yaml.write([track('right', 'one')]));
  const { code, out, err } = await questions(`import ${Object.keys(broken).join(' ')} right.yaml`);
  for (const [file, [line]] of Object.entries(broken))
    expect(out).toMatch(
      new RegExp(`^${file}:${line} .+\\.\n${file}: Rejected. Fix the problems above\\.$`, 'm'),
    );
  expect(out).toMatch(/^right\.yaml: 1 added, 0 changed, 0 unchanged, 0 refused\. New track: right\.$/m);
  expect([code, err]).toEqual([1, '']);
});

test('standard input wants a format; files and formats that make no sense are said', async () => {
  const text = markdown.write([track('stdin', 'one')]);
  expect(await questions('import - --format markdown', text)).toMatchObject({
    code: 0,
    out: 'stdin: 1 added, 0 changed, 0 unchanged, 0 refused. New track: stdin.\n',
  });
  await writeFile(join(folder, 'latin.csv'), Buffer.from([0xe4, 0xf6]));
  const refusals: Readonly<Record<string, string | RegExp>> = {
    'import -':
      /^Nothing says the format\. Add --format with one of yaml, json, csv, markdown, or name a file/,
    'import notes.txt': /^“notes\.txt” doesn’t say its format\./,
    'import a.csv --format xml': 'There is no format “xml”. Choose one of yaml, json, csv, markdown.\n',
    'import nowhere.csv': 'nowhere.csv can’t be read (ENOENT). Give the path of a file.\n',
    'import latin.csv': 'latin.csv isn’t text in UTF-8. Save it as UTF-8 and try again.\n',
    'export /nowhere/all.csv': '/nowhere/all.csv can’t be written (ENOENT). Give another path.\n',
  };
  const runs = Object.entries(refusals).map(async ([args, expected]) => {
    const { code, err, out } = await questions(args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });
  await Promise.all(runs);
});

test('a workspace has questions of its own, under tracks and beside ids that are everybody’s', async () => {
  const { db } = database;
  const workspaces = await db
    .insertInto('workspaces')
    .values([
      { platform: 'slack', external_id: 'T1', name: 'Acme' },
      { platform: 'discord', external_id: 'G1', name: 'Acme' },
      { platform: 'slack', external_id: 'T2', name: 'Beta' },
    ])
    .returning('id')
    .execute();
  const [acme = '', double = '', beta = ''] = workspaces.map(({ id }) => id);
  const own = plainTrack('backend', [plainQuestion('backend/ours'), plainQuestion('backend/slow-query')]);
  await write('own.csv', csv.write([own]));
  const first = await questions('import own.csv --workspace t1');
  expect(first.out).toMatch(
    /^own\.csv:\d+ backend\/slow-query: everybody has a question with this id; give yours another id\.\nown\.csv: 1 added, 0 changed, 0 unchanged, 1 refused\.\n$/,
  );
  for (const name of [acme, beta]) {
    const { out } = await questions(`export --format yaml --workspace ${name}`);
    expect(yaml.parse(out).data).toMatchObject(
      name === acme ? { title: 'Backend Engineer', questions: [{ id: 'backend/ours' }] } : [],
    );
  }
  await questions('export own.md --workspace T1');
  expect((await questions('import own.md --workspace T1')).out).toBe(
    'own.md: 0 added, 0 changed, 1 unchanged, 0 refused.\n',
  );
  expect((await questions('export --format csv')).out).not.toContain('backend/ours');

  await write('new.yaml', yaml.write([track('elsewhere', 'one'), { ...own, title: 'Ours' }]));
  const refused = (await questions('import new.yaml --workspace Beta')).out;
  expect(refused.replace(/:\d+ /g, ' ').trimEnd().split('\n')).toEqual([
    'new.yaml elsewhere: a workspace can’t have a track of its own; import it without --workspace.',
    'new.yaml elsewhere/one: there is no track "elsewhere"; give its title, description and preparation tips, or use one that is there.',
    'new.yaml backend: this track comes with Whetstone; leave out its title, description and tips.',
    'new.yaml backend/slow-query: everybody has a question with this id; give yours another id.',
    'new.yaml: 1 added, 0 changed, 0 unchanged, 4 refused.',
  ]);
  expect((await questions('import own.csv --workspace Acme')).err).toBe(
    `Several workspaces are called “Acme”. Give its number: ${acme} (Acme on slack, T1), ${double} (Acme on discord, G1).\n`,
  );
  expect((await questions('export --format csv --workspace Gamma')).err).toMatch(
    /^There is no workspace “Gamma”\. Choose one by its number: \d+ \(/,
  );
});

test('what was retired comes back when it is imported, for everybody and in a workspace', async () => {
  const { db } = database;
  const retired_at = new Date();
  await write('back.yaml', yaml.write([track('back', 'one')]));
  const imported = async (more = '') => (await questions(`import back.yaml${more}`)).out;
  await imported();
  await db.updateTable('questions').set({ retired_at }).where('id', '=', 'back/one').execute();
  expect(await imported()).toBe('back.yaml: 1 added, 0 changed, 0 unchanged, 0 refused.\n');
  expect(await imported()).toBe('back.yaml: 0 added, 0 changed, 1 unchanged, 0 refused.\n');

  const { id: workspace_id } = await db
    .insertInto('workspaces')
    .values({ platform: 'slack', external_id: 'T3', name: 'Gone' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('members').values({ workspace_id, id: 'U1', name: 'Una' }).execute();
  await write('back.yaml', yaml.write([{ ...track('back', 'two') }]));
  expect(await imported(' --workspace Gone')).toMatch(/: 1 added/);
  await db
    .insertInto('retirements')
    .values({
      workspace_id,
      question_owner: workspace_id,
      question_id: 'back/two',
      retired_by: 'U1',
      retired_at,
    })
    .execute();
  expect((await questions('export --format json --workspace Gone')).out).toBe('[]\n');
  expect(await imported(' --workspace Gone')).toMatch(/: 1 added/);
  expect(await imported(' --workspace Gone')).toMatch(/, 1 unchanged/);
});

test('two thousand questions are imported, and none when the database gives up on the way', async () => {
  const many = track('many', ...Array.from({ length: 2000 }, (_, index) => `q${index}`));
  await write('many.json', json.write([many]));
  const stored = () =>
    database.db
      .selectFrom('questions')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('track_id', '=', 'many')
      .executeTakeFirstOrThrow();
  await sql`alter table questions add constraint not_the_last check (id <> 'many/q1999')`.execute(
    database.db,
  );
  expect((await questions('import many.json')).code).toBe(70);
  expect((await stored()).count).toBe('0');
  await sql`alter table questions drop constraint not_the_last`.execute(database.db);
  expect((await questions('import many.json')).out).toMatch(/^many\.json: 2000 added, 0 changed/);
  expect((await stored()).count).toBe('2000');
});

test('a Whetstone that runs has the questions at once; the embedded database serves both', async () => {
  const data = await dataDir();
  await write('live.yaml', yaml.write([track('live', 'now')]));
  const running = whetstone('start', { DATA_DIR: data.path, PORT: '0' });
  const address = await ready(running);
  const { code, out } = await whetstone('questions import live.yaml', { DATA_DIR: data.path }, folder).ended;
  expect([code, out]).toEqual([
    0,
    'live.yaml: 1 added, 0 changed, 0 unchanged, 0 refused. New track: live.\n',
  ]);
  expect(data.postgres()).toBeDefined();
  await say(address, '/interview question live/now');
  const page = async () => (await fetch(`${address}/c/practice`)).text();
  await vi.waitUntil(async () => (await page()).includes('What is live/now?'), { timeout: 60_000 });
  expect(await stop(running)).toMatchObject({ code: 0, err: '' });
  const after = await whetstone('questions export --format json --track live', { DATA_DIR: data.path }).ended;
  expect(JSON.parse(after.out)).toMatchObject({ id: 'live', questions: [{ id: 'live/now' }] });
  expect(data.postgres()).toBeUndefined();
});
