import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { questionStatistics } from '../../src/curation/statistics.ts';
import { whetstone } from '../cli/program.ts';
import { good } from '../support/answers.ts';
import { databaseUrl } from '../support/database.ts';
import { Harness } from '../support/harness.ts';

/** Speaks of the question and makes no point. */
const weak = 'I would look at it for a while, find out why it is slow, and then ask somebody else about it.';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

const of = async (id: string) => {
  const all = await questionStatistics(h.services.db, { workspace: h.workspace });
  return all.find((one) => one.id === id);
};

test('nothing has been asked', async () => {
  expect(await h.command('sam', 'bank stats')).toContain('Nothing has been asked here yet');
});

test('counts what was asked and answered, the mean score, and the key points that were missed', async () => {
  const [first] = [await h.drop(), await h.drop()];
  await h.reply('maya', first, good);
  await h.reply('leo', first, weak);
  const gone = await h.reply('ines', first, weak);
  await h.remove(gone);
  const scores = (await h.answers())
    .filter(({ state }) => state === 'standing')
    .map(({ score }) => score ?? 0);
  const found = await of('backend/slow-query');
  expect(found).toMatchObject({ asked: 2, answerRate: 0.5, answers: 2, flag: null });
  expect(found?.meanScore).toBe(Math.round(scores.reduce((sum, score) => sum + score, 0) / 2));
  expect(found?.missed[0]?.times).toBe(2);
  expect(await h.command('sam', 'bank stats backend')).toMatch(
    /backend\/slow-query asked 2 times, answered 50 % of the times, mean score \d+\. Most often missed, 2 of 2: /,
  );
  expect(await h.command('sam', 'bank stats devops')).toContain('Nothing has been asked');
});

test('Only answers in threads are counted', async () => {
  const before = await of('backend/slow-query');
  await h.command('maya', 'question backend/slow-query private');
  expect(await of('backend/slow-query')).toEqual(before);
});

test('flags what nobody answers and what everyone fails, and shows them first', async () => {
  for (let count = 0; count < 3; count += 1) await h.drop('question backend/incident');
  const thread = await h.drop('question backend/monitoring');
  for (const member of ['maya', 'leo', 'ines']) await h.reply(member, thread, weak);
  const all = await questionStatistics(h.services.db, { workspace: h.workspace });
  expect(all.slice(0, 2).map(({ id, flag }) => [id, flag])).toEqual(
    expect.arrayContaining([
      ['backend/incident', 'nobody answers'],
      ['backend/monitoring', 'everyone fails'],
    ]),
  );
  expect(await h.command('sam', 'bank stats')).toMatch(
    /Everyone fails it.*\n.*Nobody answers it|Nobody answers it.*\n.*Everyone fails it/,
  );
});

test('another workspace has its own; everybody’s are counted over all', async () => {
  const { id: other } = await h.services.db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'other', name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  expect(await questionStatistics(h.services.db, { workspace: other })).toEqual([]);
  const all = await questionStatistics(h.services.db, {});
  expect(all.find(({ id }) => id === 'backend/incident')?.asked).toBe(3);
});

test('the command line prints the same, for one workspace or everybody’s questions in all', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(h.services.db);
  const DATABASE_URL = databaseUrl(rows[0]?.name ?? '');
  const run = (args: string) => whetstone(`questions stats ${args}`, { DATABASE_URL }).ended;
  const [all, one, none] = await Promise.all([
    run(''),
    run('--workspace Test --track backend --json'),
    run('--workspace Other'),
  ]);
  expect(all.out).toMatch(
    /backend\/incident: asked 3, answered 0 %, 0 answers, mean score –\n {2}! nobody answers\n/,
  );
  expect(JSON.parse(one.out)).toEqual(
    await questionStatistics(h.services.db, { workspace: h.workspace, track: 'backend' }),
  );
  expect(none.out).toBe('Nothing has been asked yet.\n');
});
