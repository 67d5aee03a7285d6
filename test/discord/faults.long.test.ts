import { PermissionFlagsBits as Flag } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { nextSlot } from '../support/next-slot.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeEach(async () => {
  world = await World.start('Acme');
  team = world.team;
  await team.ask('sam', ['schedule', 'set'], {
    days: 'daily',
    at: '09:00',
    zone: 'UTC',
    tracks: 'backend',
    leaderboard: 'off',
  });
});
afterEach(() => world.close());

const within = { timeout: 60_000 };
const questions = () => team.said(team.practice).filter((words) => words.includes('uestion ·')).length;
const told = () => team.said(world.discord.directMessages(team.id('sam')).id);
const failed = async () => {
  const posts = world.database.db.selectFrom('posts').select('id').where('state', '=', 'failed');
  return (await posts.execute()).length;
};

test('permissions taken away: the admin is told once which, and it goes on by itself when they are back', async () => {
  team.guild.overwrite(team.practice, team.guild.everyone, { deny: Flag.SendMessages | Flag.EmbedLinks });
  for (const day of [1, 2]) {
    await nextSlot(world);
    await expect.poll(failed, within).toBe(day);
  }
  await expect.poll(told, within).toHaveLength(1);
  expect(told()[0]).toContain('Whetstone lacks “Send Messages”, “Embed Links” in this channel');
  expect(await team.ask('maya', ['schedule', 'show'])).toContain('“Send Messages”');

  team.guild.overwrite(team.practice, team.guild.everyone, {});
  await nextSlot(world);
  await expect.poll(questions, within).toBe(1);
  // The message comes first, and is recorded then.
  await expect.poll(() => team.ask('maya', ['schedule', 'show']), within).not.toContain('“Send Messages”');
});

test('a channel that was deleted: the admin is told what to do', async () => {
  team.guild.deleteChannel(team.practice);
  await nextSlot(world);
  await expect.poll(told, within).toHaveLength(1);
  expect(told()[0]).toContain('This channel no longer exists');
});

test('a thread that was deleted takes its feedback with it, and nobody is bothered', async () => {
  const thread = await team.drop();
  const hold = world.discord.faults.hold({ method: 'POST', path: `/channels/${thread}/messages` });
  team.person('maya').write(thread, good);
  await hold.reached;
  team.guild.deleteChannel(thread);
  hold.release();
  await expect.poll(failed, within).toBe(1);
  expect(told()).toEqual([]);
  await team.drop();
});

test('429 for longer than a moment: all of the server waits, and then each message comes once', async () => {
  const path = `/channels/${team.practice.id}/messages`;
  world.discord.faults.next({ method: 'POST', path, retryAfterSeconds: 6, scope: 'shared' });
  await team.command('leo', ['question'], { question: 'backend/slow-query' });
  await team.command('leo', ['question'], { question: 'backend/slow-query' });
  await expect.poll(questions, within).toBe(2);
});

test('a bad minute of Discord’s: what was to be said is said once', async () => {
  const path = `/channels/${team.practice.id}/messages`;
  world.discord.faults.next({ method: 'POST', path, status: 503, times: 2 });
  const thread = await team.drop();
  world.discord.faults.next({ method: 'POST', path: `/channels/${thread}/messages`, lose: 'answer' });
  team.person('maya').write(thread, good);
  await team.hears(thread, `For @${team.id('maya')}`);
  const sent = async () => {
    const posts = world.database.db.selectFrom('posts').select('state').where('kind', '=', 'feedback');
    return (await posts.execute()).map(({ state }) => state);
  };
  await expect.poll(sent, within).toEqual(['sent']);
  expect(team.said(thread).filter((words) => words.includes('Feedback'))).toHaveLength(1);
});

test('feedback that may not be posted is told to its author, and comes by itself when it may', async () => {
  const thread = await team.drop();
  team.guild.overwrite(team.practice, world.discord.botUser, { deny: Flag.SendMessagesInThreads });
  team.person('maya').write(thread, good);
  const mayas = () => team.said(world.discord.directMessages(team.id('maya')).id);
  await expect.poll(mayas, within).toHaveLength(1);
  expect(mayas()[0]).toContain('“Send Messages in Threads”');
  await expect.poll(failed, within).toBe(1);
  team.guild.overwrite(team.practice, world.discord.botUser, {});
  await team.hears(thread, `For @${team.id('maya')}`);
});

test('where the bot may not read what was said before, feedback is no reply', async () => {
  const thread = await team.drop();
  team.guild.overwrite(team.practice, team.guild.everyone, { deny: Flag.ReadMessageHistory });
  team.person('maya').write(thread, good);
  const feedback = await team.hears(thread, `For @${team.id('maya')}`);
  expect(feedback.message_reference).toBeUndefined();
});

test('Cloudflare’s page instead of an answer: feedback is said all the same', async () => {
  const thread = await team.drop();
  world.discord.faults.next({ method: 'POST', path: `/channels/${thread}/messages`, status: 403 });
  team.person('maya').write(thread, good);
  await team.hears(thread, `For @${team.id('maya')}`);
});

test('a member who left still gets feedback in the thread', async () => {
  const thread = await team.drop();
  team.person('maya').write(thread, good);
  team.guild.removeMember(team.id('maya'));
  await team.hears(thread, `For @${team.id('maya')}`);
});
