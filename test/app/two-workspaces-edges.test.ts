import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nameOfMember } from '../../src/workspaces/workspaces.ts';
import { forget } from '../erasures/everything.ts';
import { good } from '../support/answers.ts';
import type { Harness } from '../support/harness.ts';
import { withoutKeys } from './elsewhere.ts';
import { openScene, type Scene } from './scene.ts';

/** What is so under the same ids in another workspace, and isn't in this one. */

let scene: Scene;
let h: Harness;
const open = async () => {
  scene = await openScene();
  ({ h } = scene);
};
const close = () => h.stop();

/** Copies what is over there with other values, whatever it refers to. */
async function copyThere(table: string, values: object, where = sql`true`): Promise<void> {
  await withoutKeys(h.services.db, (tx) =>
    sql`insert into ${sql.table(table)} overriding system value
      select (jsonb_populate_record(row, ${JSON.stringify(values)}::jsonb)).*
      from ${sql.table(table)} as row where workspace_id = ${scene.elsewhere} and ${where} limit 1`.execute(
      tx,
    ),
  );
}

async function tellThere(message: string, told: { member?: string; emoji?: string; isThere: boolean }) {
  await h.services.db
    .insertInto('latest_events')
    .values({
      ...{ workspace_id: scene.elsewhere, channel_id: 'practice', message, at: h.now },
      ...{ member_id: told.member ?? '', emoji: told.emoji ?? '', is_there: told.isThere },
    })
    .execute();
}

const told = () =>
  h.services.db.selectFrom('latest_events').select('message').where('workspace_id', '=', h.workspace);

const answerOf = async (message: string) =>
  (await h.answers()).find((one) => one.workspace_id === h.workspace && one.message === message);

const answerOfLeo = async () =>
  (await h.answers()).find((one) => one.workspace_id === h.workspace && one.member_id === 'leo');

describe('in one scene, with a message of its own for each', () => {
  beforeAll(open);
  afterAll(close);

  test('a message that is gone there is an answer here', async () => {
    await tellThere('m10', { isThere: false });
    await h.reply('nina', await h.drop(), good, { message: 'm10' });
    expect(await answerOf('m10')).toMatchObject({ state: 'standing' });
  });

  test('a reaction there is none here', async () => {
    await tellThere('m11', { member: 'maya', emoji: '👍', isThere: true });
    await h.reply('nina', await h.drop(), good, { message: 'm11' });
    expect(await answerOf('m11')).toMatchObject({ votes: 0 });
  });

  test('nothing is remembered of a channel in which only they practise', async () => {
    await copyThere('drops', { id: 5002, channel_id: 'lobby', message: 'm0' });
    const before = await told().execute();
    await h.core.reactionAdded({ ...h.actor('maya', 'lobby'), message: 'm12', emoji: '👍', at: h.now });
    await h.core.messageDeleted({ workspace: h.workspace, channel: 'lobby', message: 'm12', at: h.now });
    expect(await told().execute()).toEqual(before);
  });

  test('nor of any emoji on what is an answer there alone', async () => {
    await copyThere('answers', { id: 5003, message: 'm13', member_id: 'olga' });
    const before = await told().execute();
    await h.core.reactionAdded({ ...h.actor('maya'), message: 'm13', emoji: '🎉', at: h.now });
    await h.core.reactionRemoved({ ...h.actor('maya'), message: 'm13', emoji: '🎉', at: h.now });
    expect(await told().execute()).toEqual(before);
  });

  test('reactions that are cleared here stay there', async () => {
    await tellThere('m14', { member: 'maya', emoji: '👍', isThere: true });
    const before = await scene.state('elsewhere');
    await h.core.reactionsCleared({ workspace: h.workspace, channel: 'practice', message: 'm14' });
    expect(await scene.state('elsewhere')).toEqual(before);
  });

  test('who is known there is new here', async () => {
    await copyThere('members', { id: 'olga', name: 'Olga', is_hidden: false }, sql`id = 'leo'`);
    await h.reply('olga', await h.drop(), good, { memberName: 'Olga', message: 'm15' });
    expect(await answerOf('m15')).toMatchObject({ member_id: 'olga' });
  });

  test('what somebody is called there they aren’t here', async () => {
    const { db } = h.services;
    await copyThere('members', { id: 'ugo', name: 'Ugo there' }, sql`id = 'leo'`);
    await db.insertInto('members').values({ workspace_id: h.workspace, id: 'ugo', name: 'ugo' }).execute();
    expect(await nameOfMember(db, h.workspace, 'ugo')).toBeUndefined();
  });

  test('boards keep to the channels here', async () => {
    for (const scope of ['lobby', 'theatre'])
      await copyThere('standings', { scope, votes: 3 }, sql`scope = 'practice'`);
    const before = await h.command('nina', 'leaderboard all workspace');
    await h.services.db
      .deleteFrom('standings')
      .where('workspace_id', '=', scene.elsewhere)
      .where('scope', 'in', ['lobby', 'theatre'])
      .execute();
    expect(await h.command('nina', 'leaderboard all workspace')).toBe(before);
  });

  test('a message that gets through mends its channel, whatever that of the same id is there', async () => {
    const channels = () => h.services.db.updateTable('channels').where('workspace_id', '=', h.workspace);
    await channels().set({ problem: 'It is archived.' }).execute();
    await h.drop('question backend/secure-api');
    const after = h.services.db.selectFrom('channels').select('problem').where('id', '=', 'practice');
    expect(await after.where('workspace_id', '=', h.workspace).execute()).toEqual([{ problem: null }]);
  });
});

describe('in a scene for each', () => {
  beforeEach(open);
  afterEach(close);

  test('replies in threads that stand there, too, are answers to the questions here', async () => {
    const { db } = h.services;
    for (const question of ['secure-api', 'caching', 'circuit-breaker'])
      await h.drop(`question backend/${question}`);
    const asked = db.selectFrom('drops').select(['id', 'message']).where('workspace_id', '=', h.workspace);
    const drops = await asked.where('message', 'is not', null).orderBy('id').execute();
    const there = db.updateTable('drops').set({ message: sql`'there-' || id` });
    await there.where('workspace_id', '!=', h.workspace).execute();
    for (const [index, { message }] of drops.entries())
      await copyThere('drops', { id: 5000 + index, message }, sql`id < 5000`);
    // Told at once, threads are looked up together.
    const replies = drops.map(({ id, message }) => ({ id, sent: h.message('nina', message ?? '', good) }));
    await Promise.all(replies.map(({ sent }) => h.core.messagePosted(sent)));
    for (const { id, sent } of replies) expect(await answerOf(sent.message)).toMatchObject({ drop_id: id });
  });

  test('nobody waits for a question that is being posted there', async () => {
    await copyThere('posts', { id: 5000, state: 'sending', subject: '5000' }, sql`kind = 'drop'`);
    await h.core.messagePosted(h.message('nina', 'no-question', good));
    expect((await h.answers()).filter(({ member_id }) => member_id === 'nina')).toEqual([]);
  });

  test('who saw the sample answer there has a score here', async () => {
    const thread = await h.drop('question backend/secure-api');
    const { id } = await h.services.db
      .selectFrom('drops')
      .select('id')
      .where('workspace_id', '=', h.workspace)
      .where('message', '=', thread)
      .executeTakeFirstOrThrow();
    const question_id = 'backend/secure-api';
    await copyThere('drops', { id, message: thread, question_id, revealed_at: h.now });
    await h.services.db
      .insertInto('sample_views')
      .values({ workspace_id: scene.elsewhere, drop_id: id, member_id: 'nina', seen_at: h.now })
      .execute();
    h.clock(1);
    await h.reply('nina', thread, good, { message: 'm1' });
    expect((await answerOf('m1'))?.score).toBe(70);
  });

  test('nor does what they wrote there count as written before they saw it here', async () => {
    const message = await h.reply('nina', await h.drop('question backend/secure-api'), good, {
      message: 'm1',
    });
    const answer = await answerOf('m1');
    await h.core.action(h.actor('nina'), 'show-sample-answer', answer?.drop_id ?? '');
    await copyThere('answer_revisions', { answer_id: answer?.id, revision: 2, edited_at: h.now });
    h.clock(5);
    await h.edit(message, `${good} And I look at the locks.`);
    h.clock(5);
    await h.drain();
    const readings = h.services.db
      .selectFrom('feedback')
      .select('assessment')
      .where('workspace_id', '=', h.workspace);
    const second = readings.where('answer_id', '=', answer?.id ?? '').where('revision', '=', 2);
    expect(await second.execute()).toMatchObject([{ assessment: { isAfterSample: true } }]);
  });

  test('nor was a sample answer seen that belongs to another question there', async () => {
    const view = { workspace_id: h.workspace, drop_id: scene.drop, member_id: 'nina', seen_at: h.now };
    await h.services.db.insertInto('sample_views').values(view).execute();
    const drops = h.services.db.selectFrom('drops').select('message').where('workspace_id', '=', h.workspace);
    const queue = await drops.where('question_id', '=', 'backend/message-queue').executeTakeFirstOrThrow();
    h.clock(1);
    await h.reply('nina', queue.message ?? '', good, { message: 'm1' });
    expect((await answerOf('m1'))?.score).toBe(70);
  });

  test('interviews for two there don’t matter to who is forgotten here', async () => {
    const marks = () =>
      h.services.db
        .selectFrom('peer_questions')
        .select('comment')
        .where('workspace_id', '=', h.workspace)
        .execute();
    await h.core.submit(h.actor('leo'), 'peer-mark', `${scene.peerMock}:1`, { comment: 'Mind the locks.' });
    const before = await marks();
    expect(JSON.stringify(before)).toContain('locks');
    await h.services.db
      .updateTable('peer_mocks')
      .set({ first_id: 'nina' })
      .where('id', '=', scene.peerMock)
      .where('workspace_id', '=', scene.elsewhere)
      .execute();
    await forget(h, 'nina', false);
    expect(await marks()).toEqual(before);
  });

  test('a post that is put off here is sent there', async () => {
    await h.command('priya', 'quiet from 00:00 until 23:59 UTC');
    await h.core.command(h.actor('nina'), 'mock with @Priya backend');
    const last = h.services.db.selectFrom('posts').selectAll().orderBy('id', 'desc').limit(1);
    const post = await last.where('workspace_id', '=', h.workspace).executeTakeFirstOrThrow();
    expect(post).toMatchObject({ kind: 'peer-invitation', only_for: 'priya' });
    await copyThere('posts', { id: post.id, state: 'sent', subject: 'there', kind: 'peer-invitation' });
    const before = await scene.state('elsewhere');
    await h.drain();
    expect(await last.where('workspace_id', '=', h.workspace).executeTakeFirst()).toMatchObject({
      state: 'pending',
    });
    expect(await scene.state('elsewhere')).toEqual(before);
  });

  test('a question that is posted here isn’t there', async () => {
    await h.core.command(h.actor('nina'), 'question backend/secure-api');
    const drops = h.services.db.selectFrom('drops').select('id').orderBy('id', 'desc');
    const { id } = await drops.where('workspace_id', '=', h.workspace).executeTakeFirstOrThrow();
    await copyThere('drops', { id, state: 'due', message: null, opened_at: null, reveal_at: null });
    const before = await scene.state('elsewhere');
    await h.drain();
    expect(await scene.state('elsewhere')).toEqual(before);
  });

  test('streaks are of what was asked, answered and done for others here', async () => {
    await h.command('sam', 'schedule set mon,wed,fri 09:00 UTC backend');
    await h.reply('nina', await h.drop('question backend/secure-api'), good);
    const ofLeo = { ...h.message('leo', undefined, ''), message: (await answerOfLeo())?.message ?? '' };
    await h.react('nina', ofLeo, '👍');
    // Maya misses Monday.
    for (const [day, members] of [
      ['2026-11-25', ['nina', 'maya']],
      ['2026-11-27', ['nina', 'maya']],
      ['2026-11-30', ['nina']],
      ['2026-12-02', ['nina', 'maya']],
    ] as const) {
      h.clock(`${day}T09:00:30Z`);
      await h.sweep();
      const asked = h.services.db
        .selectFrom('drops')
        .select('message')
        .where('workspace_id', '=', h.workspace);
      const { message } = await asked
        .where('slot', 'is not', null)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      for (const member of members) await h.reply(member, message ?? '', good);
    }
    const streaks = async () => [await h.command('nina', 'stats'), await h.command('maya', 'stats')];
    const before = await streaks();
    await copyThere('drops', { id: 5000, slot: '2026-11-24T09:00:00', source: 'schedule', message: 'm5' });
    await copyThere('drops', { id: 5001, slot: '2026-11-26T09:00:00', source: 'schedule', message: 'm6' });
    for (const [id, day] of [
      [5000, '2026-11-24'],
      [5001, '2026-11-30'],
    ] as const)
      await copyThere('answers', { id, day, drop_id: id, member_id: 'maya', message: `a${id}` });
    const { elsewhere, workspace } = { elsewhere: scene.elsewhere, workspace: h.workspace };
    await h.services.db
      .insertInto('vacations')
      .values({ workspace_id: elsewhere, member_id: 'maya', starts_on: '2026-11-28', ends_on: '2026-12-01' })
      .execute();
    const standing = sql`answers where workspace_id = ${workspace} and state = 'standing'`;
    await withoutKeys(h.services.db, async (tx) => {
      await sql`insert into votes (workspace_id, answer_id, voter_id, emoji, created_at)
      select ${elsewhere}, id, 'maya', '👍', ${h.now} from ${standing}`.execute(tx);
      await sql`insert into reviews overriding system value
      select (jsonb_populate_record(null::reviews, jsonb_build_object('workspace_id', ${elsewhere}::bigint, 'id', 5000 + id,
        'answer_id', id, 'mentor_id', 'nina', 'revision', 1, 'score', 4, 'comment', '', 'approved', false, 'source', 'form',
        'source_id', id::text, 'created_at', ${h.now}::timestamptz))).* from ${standing}`.execute(tx);
    });
    expect(await streaks()).toEqual(before);
  });

  test('what changed on boards there isn’t added up here', async () => {
    const message = { ...h.message('leo', undefined, ''), message: (await answerOfLeo())?.message ?? '' };
    await h.react('maya', message, '👍');
    const db = h.services.db;
    await sql`insert into standing_changes overriding system value
    select (jsonb_populate_record(row, jsonb_build_object('workspace_id', ${scene.elsewhere}::bigint))).*
    from standing_changes as row where workspace_id = ${h.workspace}`.execute(db);
    const before = await scene.state('elsewhere');
    expect(before.standing_changes).not.toBe('');
    await h.command('nina', 'leaderboard');
    expect(await scene.state('elsewhere')).toEqual(before);
  });
});
