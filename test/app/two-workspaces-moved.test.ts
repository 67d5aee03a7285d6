import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Harness } from '../support/harness.ts';
import { withoutKeys } from './elsewhere.ts';
import { openScene, type Scene } from './scene.ts';

/** A channel that gets another id, in a workspace alone and in the same one beside another that has something under both ids. */

const [from, to] = ['practice', 'drills'];

let alone: Scene;
let beside: Scene;
beforeAll(async () => {
  [alone, beside] = [await openScene(true, more), await openScene(false, more)];
  for (const scene of [alone, beside]) await moveThere(scene);
});
afterAll(async () => {
  await Promise.all([alone, beside].map(({ h }) => h.stop()));
});

/** A schedule with a question that it asked and a board that it posted, a vote, and a mentor's comment and approval. */
async function more(h: Harness): Promise<void> {
  await h.command('sam', 'schedule set weekdays 09:00 UTC leaderboard wed');
  const [answer] = await h.answers();
  const [drop] = await h.services.db.selectFrom('drops').select('message').orderBy('id').execute();
  const message = { ...h.message('leo', drop?.message ?? '', ''), message: answer?.message ?? '' };
  await h.react('maya', message, '👍');
  await h.react('priya', message, '✅');
  await h.reply('priya', drop?.message ?? '', '@leo Good, and what of the statistics?', {
    replyTo: message.message,
    mentions: ['leo'],
  });
  h.clock('2026-11-25T09:00:30Z');
  await h.sweep();
}

/** Over there the same stands under the other id as well. */
async function moveThere({ h: { services }, elsewhere }: Scene): Promise<void> {
  const { db } = services;
  await withoutKeys(db, async (tx) => {
    await sql`insert into channels select (jsonb_populate_record(row, jsonb_build_object('id', ${to}::text))).*
      from channels as row where workspace_id = ${elsewhere} and id = ${from}`.execute(tx);
    await sql`insert into schedules select (jsonb_populate_record(row, jsonb_build_object('channel_id', ${to}::text))).*
      from schedules as row where workspace_id = ${elsewhere}`.execute(tx);
    await sql`insert into drops overriding system value
      select (jsonb_populate_record(row, jsonb_build_object('channel_id', ${to}::text, 'id', id + 1000, 'message', message || ' again'))).*
      from drops as row where workspace_id = ${elsewhere} and slot is not null`.execute(tx);
    await sql`update posts set subject = ${to} || substr(subject, length(${from}) + 1)
      where workspace_id = ${elsewhere} and kind = 'leaderboard'`.execute(tx);
  });
}

/** What a channel's rows say of it. */
async function belongings({ h: { services, workspace } }: Scene): Promise<string> {
  const { rows } = await sql`
    select (select array_agg(id || ' ' || name order by id) from channels where workspace_id = ${workspace}) as channels,
      (select array_agg(channel_id order by channel_id) from schedules where workspace_id = ${workspace}) as schedules,
      (select array_agg(concat_ws(' ', channel_id, source, slot) order by id) from drops where workspace_id = ${workspace}) as drops,
      (select array_agg(concat_ws(' ', kind, channel_id, subject) order by id) from posts where workspace_id = ${workspace}
        and kind in ('leaderboard', 'drop')) as posts,
      (select array_agg(concat_ws(' ', scope, period, member_id, votes, answers) order by scope, period, member_id)
        from standings where workspace_id = ${workspace}) as standings,
      (select array_agg(source || ' ' || source_id order by id) from reviews where workspace_id = ${workspace}) as reviews`.execute(
    services.db,
  );
  return JSON.stringify(rows[0], null, 1).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#');
}

test('what it has goes with it, and nothing over there does', async () => {
  const before = await beside.state('elsewhere', true);
  expect(await belongings(alone)).toContain('practice schedule');
  for (const { h } of [alone, beside]) await h.core.channelMoved(h.workspace, from, to);
  const moved = await belongings(alone);
  expect(moved).toContain(`"leaderboard ${to} ${to} 2026-11-25"`);
  expect(moved).toContain(`"${to} schedule 2026-11-25`);
  expect(moved).toContain(`"reaction ${to}/`);
  // It is still known by the id that it had.
  expect(moved.slice(moved.indexOf('schedules'))).not.toContain(from);
  expect(await belongings(beside)).toBe(moved);
  expect(await beside.state('elsewhere', true)).toEqual(before);
});
