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
