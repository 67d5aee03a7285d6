import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { nextSlot } from '../support/next-slot.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeEach(async () => {
  world = await World.start('acme');
  team = world.team;
  await team.ask('maya', 'schedule set daily 09:00 UTC backend leaderboard off');
});
afterEach(() => world.close());

const within = { timeout: 60_000 };
const questions = () => team.said().filter((words) => words.includes('uestion ·')).length;
const calls = (method: string) => world.api.calls.filter((call) => call.method === method).length;
const failed = async () => {
  const posts = world.database.db.selectFrom('posts').select('id').where('state', '=', 'failed');
  return (await posts.execute()).length;
};

test.each([
  ['is_archived', 'Unarchive it'],
  ['not_in_channel', '/invite @Whetstone'],
  ['missing_scope', 'OAuth & Permissions'],
])('%s: the admin is told once what to do, and the schedule goes on by itself', async (code, advice) => {
  for (const day of [1, 2]) {
    world.api.next('chat.postMessage', { code });
    await nextSlot(world);
    await expect.poll(failed, within).toBe(day);
  }
  await expect.poll(() => calls('chat.postEphemeral'), within).toBe(1);
  const told = world.api.calls.find(({ method }) => method === 'chat.postEphemeral')?.params;
  expect([told?.get('user'), told?.get('blocks')]).toEqual([
    team.user('maya'),
    expect.stringContaining(advice),
  ]);
  expect(await team.ask('maya', 'schedule')).toContain(advice);
  expect(calls('chat.postMessage')).toBe(2);

  await nextSlot(world);
  await expect.poll(questions, within).toBe(1);
  // The message comes first, and is recorded then.
  await expect.poll(() => team.ask('maya', 'schedule'), within).not.toContain(advice);
});

test.each(['invalid_auth', 'account_inactive'])(
  '%s: one try and no more, commands still answer and say it, and a new token mends it',
  async (code) => {
    world.api.always({ code });
    await nextSlot(world);
    await expect.poll(failed, within).toBe(1);
    await expect.poll(() => calls('chat.postEphemeral'), within).toBe(1);
    await sweep(world.whetstone.services, features);
    expect(await team.ask('maya', 'schedule')).toContain('Ask an admin to install Whetstone again');
    expect(calls('chat.postMessage')).toBe(1);

    world.api.always(undefined);
    await nextSlot(world);
    await expect.poll(questions, within).toBe(1);
    await expect
      .poll(() => team.ask('maya', 'schedule'), within)
      .not.toContain('Ask an admin to install Whetstone again');
  },
);

test('429: all of the workspace waits as long as Slack says, and then comes once', async () => {
  world.api.next('chat.postMessage', { status: 429, retryAfter: 2 });
  await team.command('leo', 'question backend/slow-query');
  await expect.poll(() => calls('chat.postMessage'), within).toBe(1);
  await team.command('leo', 'question backend/slow-query');
  await expect.poll(questions, within).toBe(2);
  expect(calls('chat.postMessage')).toBeLessThanOrEqual(4);
});
