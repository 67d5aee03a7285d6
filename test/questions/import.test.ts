import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { json } from '../../src/questions/formats/json.ts';
import { importQuestions } from '../../src/questions/import/import-questions.ts';
import { readSheet } from '../../src/questions/import/read-sheet.ts';
import { everybody } from '../../src/questions/owner.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { plainQuestion, plainTrack } from './hostile-tracks.ts';

let database: TestDatabase;
let workspace: string;
let track: string;
let tracks = 0;
beforeAll(async () => {
  database = await testDatabase('shipped');
  const made = database.db
    .insertInto('workspaces')
    .values({ platform: 'slack', external_id: 'T1', name: 'Acme' })
    .returning('id');
  workspace = (await made.executeTakeFirstOrThrow()).id;
});
afterAll(() => database.destroy());
beforeEach(() => {
  tracks += 1;
  track = `track-${tracks}`;
});

type Track = ReturnType<typeof plainTrack>;

/** Imports a file with these, and tells what became of each question, of the tracks, and why. */
async function report(owner: string, all: readonly Track[], isDryRun = false) {
  const [first] = await reports(owner, [all], isDryRun);
  return first;
}

async function reports(owner: string, files: readonly (readonly Track[])[], isDryRun = false) {
  const done: number[] = [];
  const sheets = files.map((all, at) => readSheet(`${at}.json`, json.write(all), json));
  const now = new Date('2026-11-24T08:00:00Z');
  const onProgress = (count: number) => void done.push(count);
  const found = await importQuestions(database.db, sheets, { owner, now, isDryRun, onProgress });
  return found.map(({ questions, newTracks, changedTracks, refused, problems }) => ({
    questions: questions.map(({ id, verdict }) => `${id.split('/')[1]} ${verdict}`),
    newTracks,
    changedTracks,
    refused,
    problems: problems.map(({ message }) => message),
    stored: done.at(-1) ?? 0,
  }));
}

const withQuestions = (...names: readonly string[]) =>
  plainTrack(
    track,
    names.map((name) => plainQuestion(`${track}/${name}`)),
  );

/** The track is to be there. */
const withoutDetails = (...names: readonly string[]) => {
  const { id, questions } = withQuestions(...names);
  return { id, questions } as unknown as Track;
};

const nothing = { newTracks: [], changedTracks: [], refused: 0, problems: [], stored: 0 };

async function storedQuestions(owner = everybody, of = track) {
  return database.db
    .selectFrom('questions')
    .select(['id', 'position', 'revision', 'origin'])
    .where('owner', '=', owner)
    .where('track_id', '=', of)
    .orderBy('position')
    .execute();
}

test('new questions come in their order, at the end of those that are there, with a new track', async () => {
  const all = withQuestions('b', 'a');
  expect(await report(everybody, [all], true)).toEqual({
    ...nothing,
    questions: ['b added', 'a added'],
    newTracks: [track],
  });
  expect(await storedQuestions()).toEqual([]);
  expect(await report(everybody, [all])).toMatchObject({ newTracks: [track], stored: 2 });
  expect(await report(everybody, [withQuestions('c', 'a')])).toEqual({
    ...nothing,
    questions: ['c added', 'a unchanged'],
    stored: 1,
  });
  expect(await storedQuestions()).toMatchObject([
    { id: `${track}/b`, position: 0, revision: 1, origin: 'imported' },
    { id: `${track}/a`, position: 1 },
    { id: `${track}/c`, position: 2 },
  ]);
});

test('a question that says something new gets another revision in its old place, and a track another title', async () => {
  await report(everybody, [withQuestions('a', 'b')]);
  const changed = {
    ...withQuestions(),
    questions: [plainQuestion(`${track}/a`, { tip: 'Take your time.' })],
  };
  expect(await report(everybody, [changed])).toEqual({ ...nothing, questions: ['a changed'], stored: 1 });
  expect(await storedQuestions()).toMatchObject([
    { id: `${track}/a`, position: 0, revision: 2 },
    { position: 1, revision: 1 },
  ]);
  expect(await report(everybody, [{ ...changed, title: 'Another' }])).toEqual({
    ...nothing,
    questions: ['a unchanged'],
    changedTracks: [track],
  });
});

test('what is retired is added when it is imported as it was', async () => {
  await report(everybody, [withQuestions('a', 'b')]);
  const [first] = await storedQuestions();
  await database.db
    .updateTable('questions')
    .set({ retired_at: new Date() })
    .where('id', '=', first?.id ?? '')
    .execute();
  expect(await report(everybody, [withQuestions('a', 'b')])).toMatchObject({
    questions: ['a added', 'b unchanged'],
    stored: 1,
  });
  expect(await storedQuestions()).toMatchObject([{ revision: 1 }, { revision: 1 }]);
});

test('a track comes with its first question, and may be in another file than its questions', async () => {
  const wrong = { ...plainQuestion(`${track}/a`), category: 'clerical' as never };
  const empty = { ...withQuestions(), questions: [wrong] };
  expect(await report(everybody, [empty])).toMatchObject({
    questions: ['a refused'],
    newTracks: [],
    refused: 1,
    problems: [expect.stringContaining('"category" is "clerical"')],
  });
  const [questionsOnly, details] = await reports(everybody, [[withoutDetails('a')], [withQuestions('b')]]);
  expect([questionsOnly, details]).toMatchObject([
    { questions: ['a added'], newTracks: [], refused: 0 },
    { questions: ['b added'], newTracks: [track], refused: 0 },
  ]);
  expect(await storedQuestions()).toHaveLength(2);
});

test('without a track that is there a question is refused', async () => {
  expect(await report(everybody, [withoutDetails('a')])).toEqual({
    ...nothing,
    questions: ['a refused'],
    refused: 1,
    problems: [expect.stringContaining(`${track}/a: there is no track "${track}"`)],
  });
});

test('of two with one id the first counts, over all files', async () => {
  const found = await reports(everybody, [[withQuestions('a')], [withQuestions('a', 'b')]]);
  expect(found).toMatchObject([
    { questions: ['a added'], refused: 0 },
    { questions: ['a refused', 'b added'], refused: 1, problems: [expect.stringContaining('already used')] },
  ]);
});

test('what comes with Whetstone isn’t changed', async () => {
  const mine = plainTrack('backend', [plainQuestion('backend/slow-query'), plainQuestion('backend/mine')]);
  expect(await report(everybody, [mine])).toEqual({
    ...nothing,
    questions: ['slow-query refused', 'mine added'],
    refused: 2,
    problems: [
      expect.stringContaining('backend: this track comes with Whetstone'),
      expect.stringContaining('backend/slow-query: this question comes with Whetstone'),
    ],
    stored: 1,
  });
  const last = (await storedQuestions(everybody, 'backend')).at(-1);
  expect(last).toMatchObject({ id: 'backend/mine', origin: 'imported' });
});

test('a workspace has questions under ids of its own, and no tracks', async () => {
  await report(everybody, [withQuestions('a', 'retired')]);
  await database.db
    .updateTable('questions')
    .set({ retired_at: new Date() })
    .where('id', '=', `${track}/retired`)
    .execute();
  expect(await report(workspace, [withQuestions('a', 'b', 'retired')])).toEqual({
    ...nothing,
    questions: ['a refused', 'b added', 'retired added'],
    refused: 1,
    problems: [expect.stringContaining(`${track}/a: everybody has a question with this id`)],
    stored: 2,
  });
  expect(await storedQuestions(workspace)).toMatchObject([{ position: 0 }, { position: 1 }]);
  expect(await report(workspace, [{ ...withQuestions('b'), title: 'Ours' }])).toMatchObject({
    questions: ['b unchanged'],
    changedTracks: [],
    problems: [expect.stringContaining('a workspace can’t change a track')],
  });
  const own = { ...withQuestions(), id: `${track}-own`, questions: [plainQuestion(`${track}-own/a`)] };
  expect(await report(workspace, [own])).toMatchObject({
    questions: ['a refused'],
    newTracks: [],
    problems: [
      expect.stringContaining('a workspace can’t have a track of its own'),
      expect.stringContaining('there is no track'),
    ],
  });
});

test('what a workspace retired stays retired there when everybody’s are imported again', async () => {
  const all = withQuestions('a');
  await report(everybody, [all]);
  const retired = { question_owner: everybody, question_id: `${track}/a`, retired_by: 'sam' };
  const at = new Date('2026-11-24T08:00:00Z');
  await database.db
    .insertInto('members')
    .values({ workspace_id: workspace, id: 'sam', name: 'Sam' })
    .execute();
  await database.db
    .insertInto('retirements')
    .values({ workspace_id: workspace, ...retired, retired_at: at })
    .execute();
  const changed = plainQuestion(`${track}/a`, { prompt: 'What would you do otherwise by now?' });
  expect(await report(everybody, [plainTrack(track, [changed])])).toMatchObject({ questions: ['a changed'] });
  const stored = database.db.selectFrom('retirements').select('question_id');
  expect(await stored.where('workspace_id', '=', workspace).execute()).toEqual([
    { question_id: `${track}/a` },
  ]);
});

test('what is wrong with a track’s details is said, and its questions are refused', async () => {
  const all = { ...withQuestions('a'), related: 'sre' } as unknown as Track;
  expect(await report(everybody, [all])).toMatchObject({
    newTracks: [],
    problems: [
      '"related" is text; make it a list.',
      expect.stringContaining(`${track}/a: there is no track`),
    ],
  });
});

test('questions without ids are named by their places', async () => {
  const { id: _, ...nameless } = plainQuestion(`${track}/b`);
  const questions = [plainQuestion(`${track}/a`), nameless, nameless];
  const found = await report(everybody, [{ ...withQuestions('a'), questions } as unknown as Track]);
  expect(found?.problems).toEqual([
    'Question 2: "id" is missing; add it.',
    'Question 3: "id" is missing; add it.',
  ]);
});

test('a question that breaks a single rule beyond its shape is refused', async () => {
  const all = plainTrack(track, [plainQuestion(`${track}/a`), plainQuestion('elsewhere/b')]);
  expect(await report(everybody, [all])).toMatchObject({
    questions: ['a added', 'b refused'],
    problems: [expect.stringContaining('elsewhere/b')],
  });
});

test('a changed question keeps its place and where it came from, and leaves no gap behind it', async () => {
  await report(everybody, [withQuestions('a')]);
  await report(workspace, [withoutDetails('b')]);
  await database.db
    .updateTable('questions')
    .set({ origin: 'suggested' })
    .where('owner', '=', workspace)
    .where('track_id', '=', track)
    .execute();
  const changed = plainQuestion(`${track}/b`, { prompt: 'What would you do otherwise by now?' });
  const added = plainQuestion(`${track}/c`, { prompt: 'And what would you never do again?' });
  const all = { id: track, questions: [changed, added] } as unknown as Track;
  expect(await report(workspace, [all])).toMatchObject({ questions: ['b changed', 'c added'] });
  expect(await storedQuestions(workspace)).toMatchObject([
    { id: `${track}/b`, position: 0, origin: 'suggested' },
    { id: `${track}/c`, position: 1, origin: 'imported' },
  ]);
});

test('of a file that can’t be read nobody knows how many questions are refused', async () => {
  const sheets = [readSheet('0.json', '{', json)];
  const options = { owner: everybody, now: new Date(), isDryRun: false, onProgress: () => undefined };
  const [found] = await importQuestions(database.db, sheets, options);
  expect(found?.refused).toBeUndefined();
  expect(found?.problems).toHaveLength(1);
});
