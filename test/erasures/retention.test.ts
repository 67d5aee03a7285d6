import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eraseWorkspace } from '../../src/workspaces/erase-workspace.ts';
import { withoutKeys } from '../app/elsewhere.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';
import { openBusyScene } from './busy.ts';
import { where } from './everything.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const day = 1440;

test('what is older than a workspace keeps goes, and its votes stay on the boards', async () => {
  const thread = await h.drop();
  const old = await h.reply('leo', thread, `${good} Zyzzyva.`);
  await h.react('maya', old, '👍');
  expect(await h.command('sam', 'settings set keep 2 months')).toContain('2 months');
  h.clock(40 * day);
  const recent = await h.drop('question backend/slow-query');
  await h.reply('leo', recent, good);
  await h.sweep();
  expect(await h.answers()).toHaveLength(2);
  h.clock(25 * day);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
  const words = await where(h, /Zyzzyva/);
  expect(words).toEqual([]);
  expect(await h.command('maya', 'leaderboard all')).toMatch(/@leo \| 1 /);
});

test('for ever is how long it is unless it is said', async () => {
  await h.reply('leo', await h.drop(), good);
  await h.command('sam', 'settings set keep 1 month');
  expect(await h.command('sam', 'settings set keep forever')).toContain('for ever');
  h.clock(4000 * day);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
  expect(await h.command('sam', 'settings set keep 12 parsecs')).toContain('keep');
});

test('what others keep holds nothing up, however much and old it is', async () => {
  await h.reply('leo', await h.drop(), good);
  const elsewhere = await openAnotherWorkspace(h.services.db);
  await withoutKeys(h.services.db, (tx) =>
    sql`insert into answers overriding system value
      select (jsonb_populate_record(answers, jsonb_build_object('workspace_id', ${elsewhere}::bigint, 'id', id - n,
        'drop_id', n, 'message', n::text))).*
      from answers, generate_series(1, 600) as n where workspace_id = ${h.workspace}`.execute(tx),
  );
  await h.command('sam', 'settings set keep 1 month');
  h.clock(40 * day);
  await h.sweep();
  expect((await h.answers()).filter((one) => one.workspace_id === h.workspace)).toEqual([]);
  expect(await h.answers()).toHaveLength(600);
});

test('the descriptions of jobs go, those that others keep don’t', async () => {
  const given = { token: 'a', channel_id: 'practice', member_id: 'leo', description: 'Queues, all day.' };
  const rest = { state: 'given', due_at: h.now, asked_at: h.now } as const;
  await h.command('leo', 'stats');
  const elsewhere = await openAnotherWorkspace(h.services.db);
  const { db } = h.services;
  for (const workspace_id of [h.workspace, elsewhere])
    await db
      .insertInto('preparations')
      .values({ workspace_id, ...given, ...rest })
      .execute();
  await h.command('sam', 'settings set keep 1 month');
  h.clock(40 * day);
  await h.sweep();
  const kept = await db
    .selectFrom('preparations')
    .select(['workspace_id', 'description'])
    .orderBy('id')
    .execute();
  expect(kept).toEqual([
    { workspace_id: h.workspace, description: null },
    { workspace_id: elsewhere, description: 'Queues, all day.' },
  ]);
});

const isThere = async () => {
  const rows = await h.services.db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', h.workspace)
    .execute();
  return rows.length === 1;
};

test('a workspace is erased a month after the bot was removed', async () => {
  await h.reply('leo', await h.drop(), good);
  await h.core.workspaceEnded(h.workspace);
  h.clock(29 * day);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
  h.clock(2 * day);
  await h.sweep();
  expect(await isThere()).toBe(false);
  expect(await where(h, /./)).toEqual([]);
});

test('and stays whole if the bot comes back before', async () => {
  await h.reply('leo', await h.drop(), good);
  await h.core.workspaceEnded(h.workspace);
  h.clock(29 * day);
  expect(await h.core.workspaceFor('web', 'test', 'Test')).toBe(h.workspace);
  h.clock(2 * day);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
  await h.core.workspaceEnded(h.workspace);
  await h.core.workspaceFound(h.workspace);
  h.clock(31 * day);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
});

test('with everything that can be in one, and nothing of another’s', async () => {
  await h.stop();
  const scene = await openBusyScene();
  h = scene.h;
  const elsewhere = await scene.state('elsewhere');
  const told: string[] = [];
  await eraseWorkspace(h.services.db, h.workspace, { onProgress: (table) => told.push(table) });
  expect(told).toContain('answers');
  expect(await isThere()).toBe(false);
  expect(await where(h, /./)).toEqual([]);
  expect(await scene.state('elsewhere')).toEqual(elsewhere);
  const { rows } = await sql`select from questions where workspace_id = ${h.workspace}`.execute(
    h.services.db,
  );
  expect(rows).toEqual([]);
});
