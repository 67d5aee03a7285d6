import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetInstaller } from '../../adapters/slack/installations.ts';
import { createCore } from '../../src/app/create-core.ts';
import type { StandingMessage } from '../../src/chat/core.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { digestOf } from '../../src/erasures/erased.ts';
import { castVote } from '../../src/leaderboards/vote.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { Counter } from '../support/counter.ts';
import { Harness, replyText } from '../support/harness.ts';
import { askToForget, forget, where } from './everything.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const leo = /\bleo\b/i;
const boards = () => h.command('maya', 'leaderboard');

test('asks first, and only a box that is ticked counts', async () => {
  await h.reply('leo', await h.drop(), good);
  const form = await h.core.command(h.actor('leo'), 'data forget');
  expect(form.type).toBe('form');
  const reply = await h.core.submit(h.actor('leo'), 'forget-me', '', { keep: 'true' });
  expect(reply.type).toBe('invalid');
  h.clock(2);
  await h.sweep();
  expect(await h.answers()).toHaveLength(1);
});

test('tells a mentor what follows from it', async () => {
  await h.command('sam', 'mentor remove @priya');
  await h.command('sam', 'mentor add @leo');
  const form = await h.core.command(h.actor('leo', 'practice', ['admin']), 'data forget');
  const said = form.type === 'form' ? JSON.stringify(form.form.intro) : '';
  expect(said).toContain('no longer a mentor');
  expect(said).toContain('the only one');
  expect(said).toContain('stay an admin');
  await forget(h, 'leo');
  expect(await h.command('maya', 'mentor list')).toContain('no mentors yet');
});

test('votes and places stay, without a name', async () => {
  const thread = await h.drop();
  const ofLeo = await h.reply('leo', thread, good);
  const ofMaya = await h.reply('maya', thread, good);
  await h.react('leo', ofMaya, '👍');
  await h.react('maya', ofLeo, '👍');
  await h.react('nina', ofLeo, '👍');
  const before = await boards();
  expect(before).toContain('@leo');
  await forget(h, 'leo');
  expect(await boards()).toBe(before.replaceAll('@leo', 'a former member'));
  const [answer, ...others] = await h.answers();
  expect(others).toEqual([]);
  expect(answer).toMatchObject({ member_id: 'maya', votes: 1 });
  // The bot's card beneath Leo's answer is gone, and Maya's stays.
  const said = await h.said(thread);
  expect(said.filter((text) => text.startsWith('Feedback'))).toHaveLength(1);
  // Who takes it back in the chat takes it back here.
  await h.react('leo', ofMaya, '👍', true);
  expect((await h.answers())[0]?.votes).toBe(0);
});

test('who was on no board stays on none', async () => {
  await h.reply('leo', await h.drop(), good);
  await h.command('leo', 'leaderboard hide');
  const before = await boards();
  await forget(h, 'leo');
  expect(await boards()).toBe(before);
});

test('the audit log says that it was done, not for whom', async () => {
  await h.command('sam', 'mentor add @leo');
  await forget(h, 'leo');
  const audit = await h.command('sam', 'audit');
  expect(audit).toContain('a former member had all their data erased');
  expect(audit).toContain('made a former member a mentor');
});

test('whoever comes back is new', async () => {
  const thread = await h.drop();
  await h.reply('leo', thread, good);
  await forget(h, 'leo');
  await h.reply('leo', thread, `${good} Again.`);
  expect(await h.answers()).toMatchObject([{ member_id: 'leo', state: 'standing', revision: 1 }]);
  expect(await h.command('leo', 'stats')).toContain('Answers: 1');
});

test('in a process that remembers them from before, too', async () => {
  await h.command('leo', 'help');
  await h.command('leo', 'quiet from 22:00 until 07:00');
  // As another process does it.
  const db = h.services.db.withTables();
  const { workspace } = h;
  await h.services.db
    .insertInto('erasures')
    .values({ workspace_id: workspace, member_id: 'leo', keeps_reviews: true, asked_at: h.now })
    .execute();
  const { eraseMembers } = await import('../../src/erasures/erase-members.ts');
  const { features } = await import('../../src/app/features.ts');
  await eraseMembers({ ...h.services, db }, features);
  expect(await h.command('leo', 'quiet from 21:00 until 06:00')).toContain('Quiet hours are from 21:00');
  const thread = await h.drop();
  const message = await h.reply('maya', thread, good);
  await h.react('leo', message, '👍');
  expect((await h.answers())[0]?.votes).toBe(1);
});

test('twice is as once, and the last word on reviews counts', async () => {
  await h.reply('leo', await h.drop(), good);
  await askToForget(h, 'leo', true);
  await askToForget(h, 'leo', false);
  const wakes = [...h.wakes];
  await Promise.all(wakes.map((wake) => h.run(wake)));
  await h.drain();
  expect(await where(h, leo)).toEqual([]);
  await forget(h, 'leo');
  expect(await where(h, leo)).toEqual([]);
  const rows = await h.services.db
    .selectFrom('erasures')
    .selectAll()
    .where('workspace_id', '=', h.workspace)
    .execute();
  expect(rows).toHaveLength(2);
  expect(rows[0]?.keeps_reviews).toBe(false);
});

test('what is read once more of what they wrote and did before stays forgotten', async () => {
  const thread = await h.drop();
  const answer = await h.reply('leo', thread, good);
  const ofMaya = await h.reply('maya', thread, good);
  const comment = h.message('leo', thread, `${good} I said that after my answer.`);
  await h.core.messagePosted(comment);
  await h.react('leo', ofMaya, '👍');
  await forget(h, 'leo');
  const standing = (message: typeof answer, minutes: number): StandingMessage => ({
    ...message,
    writtenAt: new Date(h.now.getTime() + minutes * 60_000),
    reactions: new Map([['👍', message === ofMaya ? ['leo'] : []]]),
  });
  h.clock(3 * 1440);
  await h.sweep();
  const read = async () => {
    const [open] = await h.core.openThreads(h.workspace);
    if (!open) throw new Error('no open thread');
    const then = -3 * 1440 - 1;
    await h.core.catchUp(open, [standing(answer, then), standing(ofMaya, then), standing(comment, then)]);
    await h.drain();
  };
  await read();
  await read();
  expect(await where(h, leo)).toEqual([]);
  expect(await h.answers()).toMatchObject([{ member_id: 'maya', votes: 1 }]);
  // What they write afterwards is read as anybody's.
  const [open] = await h.core.openThreads(h.workspace);
  if (!open) throw new Error('no open thread');
  const late = h.message('leo', thread, `${good} I’m back.`);
  await h.core.catchUp(open, [standing(ofMaya, -4400), standing(late, -10)]);
  expect(await h.answers()).toMatchObject([{ member_id: 'maya', votes: 1 }, { member_id: 'leo' }]);
  // Later still, nothing tells who they were.
  h.clock(9 * 1440);
  await h.sweep();
  expect(await where(h, /gone-.*[0-9a-f]{64}/)).toEqual([]);
});

test('a vote of theirs that is only read afterwards counts, and names nobody', async () => {
  const thread = await h.drop();
  const ofMaya = await h.reply('maya', thread, good);
  await h.reply('leo', thread, good);
  await forget(h, 'leo');
  const [open] = await h.core.openThreads(h.workspace);
  if (!open) throw new Error('no open thread');
  const read = async (...voters: string[]) => {
    await h.core.catchUp(open, [{ ...ofMaya, writtenAt: h.now, reactions: new Map([['👍', voters]]) }]);
    await h.drain();
    const [answer] = await h.answers();
    return answer?.votes;
  };
  for (let times = 0; times < 2; times += 1) expect(await read('leo', 'sam')).toBe(2);
  expect(await where(h, leo)).toEqual([]);
  expect(await read('sam')).toBe(1);
});

test('a vote of theirs that is stored only afterwards, or a second time, counts once and names nobody', async () => {
  const thread = await h.drop();
  const [ofMaya, ofSam] = [await h.reply('maya', thread, good), await h.reply('sam', thread, good)];
  await h.react('leo', ofMaya, '👍');
  const at = h.now;
  h.clock(1);
  await forget(h, 'leo');
  const reaction = { ...h.actor('leo'), memberName: 'Leo', emoji: '👍' };
  const votes = async () => Object.fromEntries((await h.answers()).map((one) => [one.member_id, one.votes]));
  for (const { message } of [ofMaya, ofSam, ofMaya]) await h.core.reactionAdded({ ...reaction, message, at });
  expect(await votes()).toEqual({ maya: 1, sam: 1 });
  expect(await where(h, leo)).toEqual([]);
  await h.core.reactionRemoved({ ...reaction, message: ofMaya.message, at });
  expect(await votes()).toEqual({ maya: 0, sam: 1 });
  // What they do now is a new member's.
  await h.core.reactionAdded({ ...reaction, message: ofMaya.message, at: new Date(h.now.getTime() + 1) });
  expect(await votes()).toEqual({ maya: 1, sam: 1 });
  expect(await where(h, leo)).not.toEqual([]);
});

test('a vote of somebody who is back counts once, whether it is read or told of first, however often they are forgotten', async () => {
  const thread = await h.drop();
  const messages = [await h.reply('maya', thread, good), await h.reply('sam', thread, good)];
  const [open] = await h.core.openThreads(h.workspace);
  if (!open) throw new Error('no open thread');
  const reactions = new Map([['👍', ['leo']]]);
  const read = () =>
    h.core.catchUp(
      { ...open, since: h.now },
      messages.map((message) => ({ ...message, writtenAt: h.now, reactions })),
    );
  const votes = async () => (await h.answers()).map((one) => one.votes);
  await h.react('leo', messages[0] ?? h.message('leo', thread, ''), '👍');
  for (let times = 0; times < 3; times += 1) {
    h.clock(1);
    await forget(h, 'leo');
    h.clock(1);
    await h.command('leo', 'stats');
    await Promise.all([read(), read(), ...messages.map((message) => h.react('leo', message, '👍'))]);
    expect(await votes()).toEqual([1, 1]);
  }
});

test('that somebody was forgotten in another workspace changes nothing in this one', async () => {
  const { db } = h.services;
  const ofMaya = await h.reply('maya', await h.drop(), good);
  const id = await openAnotherWorkspace(db);
  await db
    .insertInto('erasures')
    .values({
      ...{ workspace_id: id, as_id: 'gone-elsewhere', member_id: null, keeps_reviews: true, asked_at: h.now },
      ...{ done_at: new Date(h.now.getTime() + 60_000), digest: digestOf('gone-elsewhere', 'leo') },
    })
    .execute();
  const [open] = await h.core.openThreads(h.workspace);
  if (!open) throw new Error('no open thread');
  await h.core.catchUp(open, [{ ...ofMaya, writtenAt: h.now, reactions: new Map([['👍', ['leo']]]) }]);
  await h.react('leo', ofMaya, '👍');
  const votes = await db
    .selectFrom('votes')
    .select('voter_id')
    .where('workspace_id', '=', h.workspace)
    .execute();
  expect(votes).toEqual([{ voter_id: 'leo' }]);
});

test('an answer that was taken for theirs comes back no more when the platform tells of it again', async () => {
  const thread = await h.drop();
  const answer = await h.reply('leo', thread, good);
  await forget(h, 'leo');
  await h.core.messagePosted(answer);
  await h.core.messageEdited({ ...answer, text: `${good} Edited.`, editedAt: h.now });
  await h.drain();
  expect(await h.answers()).toEqual([]);
  expect(await where(h, leo)).toEqual([]);
});

test('whoever is back may make what they wrote before their answer again, and edit it', async () => {
  const thread = await h.drop();
  const answer = await h.reply('leo', thread, good);
  await forget(h, 'leo');
  await h.reply('leo', thread, `${good} Since then.`);
  const reply = await h.core.messageAction(h.actor('leo'), 'use-as-my-answer', answer);
  expect(replyText(reply)).toContain('your answer now');
  const standing = async () =>
    (await h.answers())
      .filter(({ state }) => state === 'standing')
      .map(({ message, revision }) => [message, revision]);
  expect(await standing()).toEqual([[answer.message, 1]]);
  h.clock(1);
  await h.core.messageEdited({ ...answer, text: `${good} Edited.`, editedAt: h.now });
  expect(await standing()).toEqual([[answer.message, 2]]);
});

test('an answer that comes meanwhile is gone with them or stands as a new member’s', async () => {
  for (let round = 0; round < 10; round += 1) {
    const thread = await h.drop();
    await h.reply('leo', thread, good);
    await askToForget(h, 'leo');
    const later = await h.drop('question backend/message-queue');
    const message = h.message('leo', later, good);
    await Promise.all([h.drain(), h.core.messagePosted(message), h.core.messagePosted(message)]);
    await h.drain();
    h.clock(1);
    await h.sweep();
    const answers = (await h.answers()).filter(({ state }) => state === 'standing');
    expect(answers.length).toBeLessThanOrEqual(1);
    const members = await h.services.db
      .selectFrom('members')
      .select('id')
      .where('workspace_id', '=', h.workspace)
      .where('id', '=', 'leo')
      .execute();
    expect(members).toHaveLength(answers.length);
    await forget(h, 'leo');
  }
});

test('what is stored of them in the same moment is found at the next attempt', async () => {
  const thread = await h.drop();
  await h.reply('leo', thread, good);
  await h.reply('maya', thread, good);
  const ofMaya = (await h.answers()).find(({ member_id }) => member_id === 'maya');
  if (!ofMaya) throw new Error('no answer');
  await askToForget(h, 'leo');
  const isWaiting = async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(h.services.db);
    return rows.length > 0;
  };
  let erasing: Promise<void> | undefined;
  await inTransaction(h.services, async (tx, queue) => {
    await castVote(tx, queue, ofMaya, { voter: 'leo', emoji: '👍' }, h.now);
    erasing = h.drain();
    await vi.waitUntil(isWaiting, { timeout: 10_000 });
  });
  await erasing;
  expect(await where(h, leo)).toEqual([]);
  expect(h.logged).toEqual([]);
  expect(await h.answers()).toMatchObject([{ member_id: 'maya', votes: 1 }]);
});

test('a card that was on its way is removed, too', async () => {
  const thread = await h.drop();
  await h.core.messagePosted(h.message('leo', thread, good));
  const feedback = h.wakes.find(({ job }) => job === 'give-feedback');
  if (feedback) await h.run(feedback);
  // A worker sent it and died before it said so.
  const post = await h.services.db
    .updateTable('posts')
    .set({ state: 'sending', attempts: 1, claimed_until: new Date(h.now.getTime() + 20_000) })
    .where('workspace_id', '=', h.workspace)
    .where('kind', '=', 'feedback')
    .returning(['key', 'created_at'])
    .executeTakeFirstOrThrow();
  const card = { summary: 'Feedback', blocks: [{ type: 'header', text: 'Feedback' }] } as const;
  const place = { workspace: h.workspace, channel: 'practice', thread };
  const { key, created_at: since } = post;
  await h.services.platforms.web?.post({ ...place, card, key, since, retry: false });
  await askToForget(h, 'leo');
  await h.drain();
  expect(await h.answers()).toHaveLength(1);
  h.clock(1);
  await h.sweep();
  h.clock(1);
  await h.sweep();
  expect(await where(h, leo)).toEqual([]);
  expect((await h.said(thread)).filter((text) => text.startsWith('Feedback'))).toEqual([]);
});

test('a card of which nobody knew whether it came is removed, too, when they were forgotten before that was known', async () => {
  const thread = await h.drop();
  await h.core.messagePosted(h.message('leo', thread, good));
  const feedback = h.wakes.find(({ job }) => job === 'give-feedback');
  if (feedback) await h.run(feedback);
  const platform = h.services.platforms.web;
  if (!platform) throw new Error('no playground');
  // A worker sent it, and the database wasn't there to be told which message it is.
  const { key, created_at: since } = await h.services.db
    .updateTable('posts')
    .set({ state: 'sending', attempts: 1, claimed_until: new Date(h.now.getTime() + 120_000) })
    .where('workspace_id', '=', h.workspace)
    .where('kind', '=', 'feedback')
    .returning(['key', 'created_at'])
    .executeTakeFirstOrThrow();
  const card = { summary: 'Feedback', blocks: [{ type: 'header', text: 'Feedback for Leo' }] } as const;
  await platform.post({
    workspace: h.workspace,
    channel: 'practice',
    thread,
    card,
    key,
    since,
    retry: false,
  });
  await askToForget(h, 'leo');
  h.clock(1);
  await h.sweep();
  expect(await h.answers()).toEqual([]);
  expect(await where(h, leo)).toEqual([expect.stringContaining('Feedback for Leo')]);
  for (let minute = 0; minute < 2; minute += 1) {
    h.clock(1);
    await h.sweep();
  }
  expect(await where(h, leo)).toEqual([]);
});

test('whoever installed it on Slack is forgotten there, and nobody becomes the first in their place', async () => {
  const { db } = h.services;
  const { workspace } = h;
  await db
    .insertInto('slack_first_installers')
    .values({ workspace_id: workspace, member_id: 'U1' })
    .execute();
  await forgetInstaller(db, workspace, 'U2', 'gone-2');
  await forgetInstaller(db, workspace, 'U1', 'gone-1');
  const rows = await db
    .selectFrom('slack_first_installers')
    .select('member_id')
    .where('workspace_id', '=', workspace)
    .execute();
  expect(rows).toEqual([{ member_id: 'gone-1' }]);
});

test('a process that still remembers who was forgotten by another takes them for new, whatever they do first', async () => {
  const { db } = h.services;
  const other = createCore({ ...h.services, db: db.withPlugin(new Counter()) });
  for (const words of ['vacation until 2026-12-04', 'recall', 'data export']) {
    const say = async () => replyText(await other.command(h.actor('leo'), words));
    expect(await say()).not.toContain('went wrong');
    await forget(h, 'leo');
    expect(await say(), words).not.toContain('went wrong');
    expect(await say(), words).not.toContain('went wrong');
  }
});
