import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { questionStatistics } from '../../src/curation/statistics.ts';
import { keepBusy } from '../erasures/busy.ts';
import { askToForget } from '../erasures/everything.ts';
import type { Harness } from '../support/harness.ts';
import { foreign } from './elsewhere.ts';
import { openScene, type Scene, type SceneIds } from './scene.ts';

/** What takes members' data along or erases it, in a workspace alone and in the same one beside another with the same ids. */

let alone: Scene;
let beside: Scene;
beforeAll(async () => {
  [alone, beside] = [await openScene(true, more), await openScene(false, more)];
});
afterAll(async () => {
  await Promise.all([alone, beside].map(({ h }) => h.stop()));
});

const plain = (words: string) => words.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#');

/** Does something in both: what it gives is the same, and nothing over there changes, who is known there included. */
async function same(name: string, act: (scene: Scene) => Promise<string>): Promise<void> {
  const before = await beside.state('elsewhere', true);
  const [one, other] = [await act(alone), await act(beside)];
  expect([name, plain(other)]).toEqual([name, plain(one)]);
  expect(other).not.toContain(foreign);
  expect([name, await beside.state('elsewhere', true)]).toEqual([name, before]);
}

test('what a member takes along', async () => {
  const sections = features.flatMap(({ myData }) => myData);
  for (const member of ['leo', 'maya', 'priya', 'sam'])
    for (const { name, entries } of sections)
      await same(`${name} of ${member}`, async ({ h: { services, workspace } }) => {
        const { rows } = await entries({ workspace, member }).execute(services.db);
        return JSON.stringify(rows);
      });
});

test('what answers tell of questions', () =>
  same('statistics', async ({ h }) =>
    JSON.stringify(await questionStatistics(h.services.db, { workspace: h.workspace })),
  ));

test('one’s own place on a board that is too short for it', async () => {
  // So that those over there come first in the table.
  for (const { h } of [alone, beside])
    await sql`update standings set votes = votes where workspace_id = ${h.workspace}`.execute(h.services.db);
  for (const period of ['week', 'month', 'season', 'all'])
    await same(period, ({ h }) => h.command('leo', `leaderboard ${period}`));
});

test('which question is next', async () => {
  // Over there all have been asked.
  await sql`insert into drops overriding system value
    select (jsonb_populate_record(row, jsonb_build_object('id', 5000 + questions.position, 'question_id', questions.id,
      'message', questions.id))).*
    from drops as row, questions
    where row.workspace_id = ${beside.elsewhere} and row.id = ${beside.drop} and owner = 0 and track_id = 'backend'`.execute(
    beside.h.services.db,
  );
  for (let count = 0; count < 3; count += 1)
    for (const words of ['question backend', 'question backend private'])
      await same(words, async ({ h }) => {
        const reply = await h.command('nina', words);
        return [reply, ...(await h.said())].join('\n');
      });
});

test('what becomes due in a day', async () => {
  const settings = beside.h.services.db.updateTable('recall_settings').set({ next_reminder_at: null });
  await settings.where('workspace_id', '!=', beside.h.workspace).execute();
  // What was told is forgotten after a day anywhere.
  const stays = async () => ({ ...(await beside.state('elsewhere')), latest_events: undefined });
  const before = await stays();
  await sameInTime(async ({ h }) => {
    for (const minutes of [1, 60, 24 * 60]) {
      h.clock(minutes);
      await h.sweep();
    }
  });
  expect(await stays()).toEqual(before);
});

test('a channel that is closed for good', () =>
  same('closed', async ({ h }) => {
    await h.core.channelClosed({ workspace: h.workspace, channel: 'practice' }, 'Deleted.', 'for good');
    return h.command('sam', 'schedule show');
  }));

test('members who are forgotten', async () => {
  for (const member of ['maya', 'priya'])
    await same(member, async ({ h }) => {
      await askToForget(h, member);
      await h.drain();
      return (await h.said()).join('\n');
    });
});

/** What is left of these there, apart from what time brings. */
const left = async ({ h, elsewhere, farAway }: Scene, of: 'here' | 'elsewhere') => {
  const workspaces = of === 'here' ? [h.workspace] : [elsewhere, farAway];
  const { rows } = await sql`
    select (select count(*)::int from mocks where workspace_id = any (${workspaces}::bigint[])) as mocks,
      (select count(*)::int from peer_mocks where workspace_id = any (${workspaces}::bigint[])) as peers,
      (select count(*)::int from recalls where workspace_id = any (${workspaces}::bigint[])) as recalls,
      (select count(*)::int from suggestions where workspace_id = any (${workspaces}::bigint[])) as suggestions,
      (select count(*)::int from feedback where workspace_id = any (${workspaces}::bigint[])) as feedback,
      (select count(*)::int from conversation_turns where workspace_id = any (${workspaces}::bigint[])) as turns,
      (select count(*)::int from preparations where workspace_id = any (${workspaces}::bigint[]) and description is not null) as preparations,
      (select array_agg(length(text) order by answer_id, revision) from answer_revisions where workspace_id = any (${workspaces}::bigint[])) as texts`.execute(
    h.services.db,
  );
  return JSON.stringify(rows);
};

async function sameInTime(act: (scene: Scene) => Promise<unknown>): Promise<void> {
  const before = await left(beside, 'elsewhere');
  for (const scene of [alone, beside]) await act(scene);
  expect(await left(beside, 'here')).toBe(await left(alone, 'here'));
  expect(await left(beside, 'elsewhere')).toBe(before);
}

test('what was taken back is forgotten after a day, and what the coach was to say of it isn’t said', async () => {
  for (const { h, elsewhere } of [alone, beside]) {
    const { db } = h.services;
    const muchLater = new Date(h.now.getTime() + 200 * 86_400_000);
    const pending = { state: 'pending', replied: null, given_at: null } as const;
    for (const [workspace, due_at] of [
      [h.workspace, h.now],
      [elsewhere, muchLater],
    ] as const) {
      const turns = db.updateTable('conversation_turns').set({ ...pending, due_at });
      await turns.where('workspace_id', '=', workspace).execute();
    }
    const takenBack = db.updateTable('answers').set({ state: 'withdrawn', forget_at: muchLater });
    await takenBack.where('workspace_id', '=', elsewhere).execute();
  }
  await sameInTime(async ({ h, message }) => {
    await h.remove(message);
    h.clock(10);
    await h.sweep();
    const turns = h.services.db.selectFrom('conversation_turns').select('turn');
    expect(await turns.where('workspace_id', '=', h.workspace).execute()).toEqual([]);
    h.clock(25 * 60);
    await h.sweep();
  });
});

test('what is older than a workspace keeps', () =>
  sameInTime(async ({ h }) => {
    await h.command('sam', 'settings set keep 1 month');
    h.clock(70 * 1440);
    await h.sweep();
  }));

test('a member who did everything and is forgotten', () =>
  same('leo', async ({ h }) => {
    await askToForget(h, 'leo');
    await h.drain();
    return (await h.said()).join('\n');
  }));

/** Leo does everything, and others vote for his answer, about which he talks with the coach. */
async function more(h: Harness, ids: SceneIds): Promise<void> {
  await keepBusy(h, ids);
  await h.core.submit(h.actor('leo'), 'follow-up', `${ids.answer}:1`, {
    reply: 'I would look at the locks.',
  });
  const [answer] = await h.answers();
  const message = { ...h.message('leo', undefined, ''), message: answer?.message ?? '' };
  for (const voter of ['maya', 'nina']) await h.react(voter, message, '👍');
  await h.command('nina', 'leaderboard');
  const { db } = h.services;
  await sql`insert into members (workspace_id, id, name)
    select ${h.workspace}, 'ahead-' || number, 'Ahead' from generate_series(1, 12) as number`.execute(db);
  await sql`insert into standings
    select (jsonb_populate_record(row, jsonb_build_object('member_id', 'ahead-' || number, 'votes', 60 + number))).*
    from standings as row, generate_series(1, 12) as number where member_id = 'leo'`.execute(db);
  await sql`insert into mock_replies (workspace_id, mock_id, place, point, question, reply, verdict, replied_at)
    select workspace_id, mock_id, place, 'index', 'Which index?', 'A partial one.', 'covered', ${h.now}
    from mock_questions where state = 'answered' limit 1`.execute(db);
  await h.drain();
}
