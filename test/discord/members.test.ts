import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const asksFor = (member: string) =>
  world.discord.requests.filter(({ path }) => path === `/guilds/${team.guild.id}/members/${member}`).length;

test('members who left keep their names on boards and lists, and are asked for once', async () => {
  const thread = await team.drop();
  const [maya, priya] = [team.id('maya'), team.id('priya')];
  const answer = team.person('maya').write(thread, good);
  await team.hears(thread, /Feedback/);
  team.person('leo').react(answer, '👍');
  await team.hears(thread, /1 vote/);
  await team.ask('sam', ['mentor', 'add'], { member: maya });
  await team.ask('sam', ['mentor', 'add'], { member: priya });
  expect(await team.ask('leo', ['leaderboard'])).toContain(`@${maya}`);

  // As another process starts, or an hour later.
  await world.whetstone.stop();
  await world.launch();
  team.guild.removeMember(maya);
  team.guild.removeMember(priya);
  const asked = asksFor(maya);
  for (let times = 0; times < 3; times++) {
    const board = await team.ask('leo', ['leaderboard']);
    expect(board).toContain('@maya');
    expect(board).not.toContain(maya);
  }
  expect(asksFor(maya)).toBe(asked + 1);
  // Of Priya, who never did anything, there is no name.
  const mentors = await team.ask('leo', ['mentor', 'list']);
  expect(mentors).toContain('@maya');
  expect(mentors).toContain('somebody who left');
  expect(mentors).not.toMatch(/\d{15}/);
});

test('in direct messages a mentor sees the channels that they see, and who left the server is no mentor', async () => {
  const mentors = team.guild.addRole('Mentors');
  await team.ask('sam', ['mentor', 'role'], { role: mentors.id });
  team.guild.setRoles(team.id('omar'), [mentors]);
  const secret = team.guild.addChannel('secret');
  const thread = await team.drop(secret);
  team.person('leo').write(thread, good);
  await team.hears(thread, /Feedback/);
  const alone = world.discord.directMessages(team.id('omar'));
  await team.ask('omar', ['stats']);
  const queue = () => team.ask('omar', ['reviews'], {}, alone);
  expect(await queue()).toContain(`@${team.id('leo')} on backend/slow-query`);

  // Five minutes later, and so without what was remembered.
  const later = async () => {
    await world.whetstone.stop();
    await world.launch();
  };
  team.guild.overwrite(secret, team.guild.everyone, { deny: PermissionFlagsBits.ViewChannel });
  await later();
  const seen = await queue();
  expect(seen).toContain('@maya on');
  expect(seen).not.toContain(team.id('leo'));
  team.guild.removeMember(team.id('omar'));
  await later();
  expect(await queue()).toContain('is for mentors');
});
