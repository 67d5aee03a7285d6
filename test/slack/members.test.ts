import { afterAll, beforeAll, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
/** How often Slack was asked about somebody. */
const asked = (name: string) =>
  world.api.calls.filter(
    ({ method, params }) => method === 'users.info' && params.get('user') === team.user(name),
  ).length;

const fern = {
  display_name: 'Fern',
  real_name: 'Fern Ash',
  name: 'fern',
  team: 'T0GLOBEX',
  avatar_hash: 'x',
};

test('a member of another company is called as their message said, and Slack is asked once', async () => {
  const thread = await team.drop();
  await team.reply('fern', thread, good, { user_team: 'T0GLOBEX', user_profile: fern });
  await expect.poll(() => team.said(thread).length, within).toBe(1);
  for (let look = 1; look <= 3; look += 1) {
    const board = await team.ask('maya', 'leaderboard');
    expect(board).toContain('Fern');
    expect(board).not.toContain(team.user('fern'));
  }
  expect(asked('fern')).toBe(1);
});

test('also after a restart', async () => {
  await world.whetstone.stop();
  await world.launch();
  expect(await team.ask('maya', `stats <@${team.user('fern')}>`)).toContain('Fern');
});

test.each([
  ['deactivated', { deleted: true, is_admin: true }],
  ['a guest', { is_restricted: true, is_ultra_restricted: true }],
])('somebody who is %s keeps their name', async (kind, more) => {
  const name = `sorrel${Object.values(more).length}${kind.length}`;
  const thread = await team.drop();
  const user = { id: team.user(name), name: 'sorrel', profile: { display_name: 'Sorrel' }, ...more };
  const answer = { status: 200, body: JSON.stringify({ ok: true, user }) };
  // Maya and Leo are known.
  await team.ask('maya', 'help');
  world.api.next('users.info', answer);
  await team.reply(name, thread, better);
  // Whoever asks first hears of them; the others remember it.
  await expect.poll(() => team.said(thread).length, within).toBe(1);
  expect(await team.ask('maya', `stats <@${team.user(name)}>`)).toContain('Sorrel');
});

test('an account that is deactivated is noted until it is active again; of a stranger’s nothing is', async () => {
  const { db } = world.database;
  const left = () => db.selectFrom('erasures').select('member_id').where('left_at', 'is not', null).execute();
  const change = (id: string, deleted: boolean) =>
    team.event({ type: 'user_change', user: { id, deleted, profile: {} }, event_ts: '1900000300.000001' });
  await team.ask('leo', 'help');
  await team.ask('leo', 'feedback private');
  await change(team.user('leo'), true);
  await change('U0STRANGER', true);
  expect(await left()).toEqual([{ member_id: team.user('leo') }]);
  await change(team.user('leo'), false);
  expect(await left()).toEqual([]);
});
