import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** A server that removes the bot, and invites it again in time, or doesn't. */

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme', 'Globex');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };

const workspaces = () =>
  world.database.db.selectFrom('workspaces').select(['name', 'ended_at']).orderBy('id').execute();
const hasEnded = async () => (await workspaces()).some(({ ended_at }) => ended_at !== null);

async function later(days: number): Promise<void> {
  world.hoursLater += 24 * days;
  await sweep(world.whetstone.services, features);
}

test('comes back whole within 30 days, with its schedule paused, and is erased afterwards', async () => {
  await team.ask('sam', ['schedule', 'set'], { days: 'daily', at: '09:00', zone: 'UTC' });
  const thread = await team.drop();
  team.person('maya').write(thread, good);
  await team.hears(thread, /Feedback/);
  await world.teams[1]?.drop();

  team.guild.kickBot();
  await expect.poll(hasEnded, within).toBe(true);
  await later(29);
  team.guild.inviteBot();
  await expect.poll(hasEnded, within).toBe(false);
  expect(await world.answers()).toHaveLength(1);
  expect(await team.ask('sam', ['schedule', 'show'])).toContain('Paused. Nothing is posted');
  await later(2);
  expect(await workspaces()).toHaveLength(2);

  team.guild.kickBot();
  await expect.poll(hasEnded, within).toBe(true);
  await later(31);
  await expect.poll(async () => (await workspaces()).map(({ name }) => name), within).toEqual(['Globex']);
  expect(await world.answers()).toEqual([]);
});
