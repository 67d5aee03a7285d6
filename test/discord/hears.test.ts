import { PermissionFlagsBits as Flag } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const drops = async () => (await world.database.db.selectFrom('drops').select('id').execute()).length;
const question = { question: 'backend/slow-query' };

test('where the bot may not write, a question says at once what to grant, and leaves nothing behind', async () => {
  const quiet = team.guild.addChannel('quiet');
  team.guild.overwrite(quiet, world.discord.botUser, { deny: Flag.SendMessages | Flag.CreatePublicThreads });
  const before = await drops();
  expect(await team.ask('maya', ['question'], question, quiet)).toContain(
    'Whetstone lacks “Send Messages”, “Create Public Threads” in this channel',
  );
  expect(await drops()).toBe(before);
});

test('in a voice channel’s chat there are no threads, so that a question is refused', async () => {
  const talk = team.guild.addChannel('talk', { type: 'voice' });
  expect(await team.ask('maya', ['question'], question, talk)).toContain('voice channels don’t have any');
  expect(team.said(talk)).toEqual([]);
});

test('a question that is asked for in a thread comes in its channel, and that is said', async () => {
  const thread = await team.drop();
  const before = team.threads().length;
  expect(await team.ask('maya', ['question'], question, thread)).toContain(
    'since threads can’t have threads of their own',
  );
  await expect.poll(() => team.threads().length, { timeout: 60_000 }).toBe(before + 1);
});

test('installed without the bot, its commands say how to invite it', async () => {
  await team.ask('maya', ['help']);
  world.discord.gateway.dispatch('GUILD_DELETE', { id: team.guild.id }, { guildId: team.guild.id });
  const fresh = team.guild.addChannel('fresh');
  expect(await team.ask('maya', ['question'], question, fresh)).toMatch(
    /This server has Whetstone’s commands.*discord\.com\/oauth2\/authorize/s,
  );
});
