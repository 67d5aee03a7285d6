import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { questionStatistics } from '../../src/curation/statistics.ts';
import { askToForget } from '../erasures/everything.ts';
import type { Harness } from '../support/harness.ts';
import { foreign } from './elsewhere.ts';
import { openScene, type Scene, suggested } from './scene.ts';

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
const left = async ({ h, elsewhere }: Scene, of: 'here' | 'elsewhere') => {
  const workspace = of === 'here' ? h.workspace : elsewhere;
  const { rows } = await sql`
    select (select count(*)::int from mocks where workspace_id = ${workspace}) as mocks,
      (select count(*)::int from peer_mocks where workspace_id = ${workspace}) as peers,
      (select count(*)::int from recalls where workspace_id = ${workspace}) as recalls,
      (select count(*)::int from suggestions where workspace_id = ${workspace}) as suggestions,
      (select count(*)::int from feedback where workspace_id = ${workspace}) as feedback,
      (select count(*)::int from conversation_turns where workspace_id = ${workspace}) as turns,
      (select count(*)::int from preparations where workspace_id = ${workspace} and description is not null) as preparations,
      (select array_agg(length(text) order by answer_id, revision) from answer_revisions where workspace_id = ${workspace}) as texts`.execute(
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

test('what was taken back is forgotten after a day', () =>
  sameInTime(async ({ h, message }) => {
    await h.remove(message);
    h.clock(25 * 60);
    await h.sweep();
  }));

test('what is older than a workspace keeps', () =>
  sameInTime(async ({ h }) => {
    await h.command('sam', 'settings set keep 1 month');
    h.clock(70 * 1440);
    await h.sweep();
  }));

/** A suggestion that was declined, a question that was retired, and a preparation. */
async function more(h: Harness): Promise<void> {
  const form = await h.core.command(h.actor('nina'), 'suggest backend advanced');
  if (form.type !== 'form') throw new Error('no form to suggest with');
  await h.core.submit(h.actor('nina'), 'suggest', form.form.subject, suggested);
  const { id } = await h.services.db
    .selectFrom('suggestions')
    .select('id')
    .where('member_id', '=', 'nina')
    .executeTakeFirstOrThrow();
  await h.core.submit(h.actor('priya'), 'decline', id, { reason: 'We have one like it.' });
  await h.command('priya', 'bank retire backend/monitoring');
  await h.core.submit(h.actor('nina'), 'prepare', 'her-token', {
    description: 'Queues and incidents, all day.',
  });
  await h.drain();
}
