import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { visibleText } from '../support/slack/visible-text.ts';
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

/** Slack tells it again until it is acknowledged. */
async function moves(from: string, to: string): Promise<void> {
  const told = { type: 'channel_id_changed', old_channel_id: from, new_channel_id: to };
  let retry = 0;
  await expect.poll(async () => (await team.event(told, { retry: retry++ })).status, within).toBe(200);
}

const problem = async (channel = team.channel) => {
  const channels = world.database.db.selectFrom('channels').select('problem').where('id', '=', channel);
  return (await channels.executeTakeFirst())?.problem;
};
/** What the bot told Maya, who set the schedule up, in private. */
const told = () =>
  team.slack.store.ephemeralMessages
    .all()
    .filter(({ target_user }) => target_user === team.user('maya'))
    .map((one) => visibleText(one));

beforeEach(async () => {
  await team.ask('maya', 'schedule set daily 09:00 UTC backend');
  await world.database.db.updateTable('channels').set({ problem: null }).execute();
});

test('a channel that gets another id keeps its schedule, threads, votes, approvals and standings', async () => {
  const old = team.channel;
  await team.ask('maya', `mentor add <@${team.user('leo')}>`);
  const thread = await team.drop();
  const answer = await team.reply('maya', thread, good);
  const to = { type: 'message', channel: old, ts: answer };
  await team.event({ type: 'reaction_added', user: team.user('leo'), reaction: '+1', item: to });
  await team.event({
    type: 'reaction_added',
    user: team.user('leo'),
    reaction: 'white_check_mark',
    item: to,
  });
  const comment = `<@${team.user('maya')}> say how you would verify it`;
  const commented = await team.reply('leo', thread, comment);
  await expect.poll(() => team.said(thread).join(), within).toContain('say how you would verify it');
  await team.ask('maya', 'leaderboard');

  const shared = 'C0SHARED00';
  const { channels, messages } = team.slack.store;
  channels.update(team.slack.channel('practice').id, { channel_id: shared });
  for (const message of messages.all().filter(({ channel_id }) => channel_id === old))
    messages.update((message as unknown as { id: number }).id, { channel_id: shared });
  await moves(old, shared);
  expect(team.channel).toBe(shared);

  expect(await team.ask('maya', 'schedule')).toContain('at 09:00, UTC');
  expect(await team.ask('maya', 'leaderboard')).toMatch(/1\D+1/);
  for (const table of [
    'schedules',
    'drops',
    'answers',
    'posts',
    'standing_changes',
    'latest_events',
  ] as const) {
    const { rows } = await sql`select from ${sql.table(table)} where channel_id = ${old}`.execute(
      world.database.db,
    );
    expect(rows, table).toEqual([]);
  }
  // What was given before is taken back under the new id, and the thread goes on.
  const there = { type: 'message', channel: shared, ts: answer };
  await team.event({ type: 'reaction_removed', user: team.user('leo'), reaction: '+1', item: there });
  await team.event({
    type: 'reaction_removed',
    user: team.user('leo'),
    reaction: 'white_check_mark',
    item: there,
  });
  await team.event({ type: 'message', subtype: 'message_deleted', channel: shared, deleted_ts: commented });
  await team.reply('leo', thread, better);
  const rows = await world.answers();
  expect(rows.map(({ votes, member_id }) => [member_id, votes])).toEqual([
    [team.user('maya'), 0],
    [team.user('leo'), 0],
  ]);
  await expect.poll(() => team.said(thread).join(), within).not.toContain('say how you would verify it');
});

test('what somebody did under the new id already stays', async () => {
  const old = team.channel;
  const thread = await team.drop();
  await team.reply('maya', thread, good);
  await moves(old, 'C0QUICKER0');
  await moves('C0QUICKER0', old);
  expect(await team.ask('maya', 'schedule')).toContain('at 09:00, UTC');
  await moves('C0QUICKER0', old);
  expect(await team.ask('maya', 'schedule')).toContain('at 09:00, UTC');
});

test('a new name is the one that is used', async () => {
  await team.event({ type: 'channel_rename', channel: { id: team.channel, name: 'sharpen' } });
  const names = world.database.db.selectFrom('channels').select('name').where('id', '=', team.channel);
  expect(await names.executeTakeFirst()).toEqual({ name: 'sharpen' });
});

test.each([
  ['channel_archive', 'channel_unarchive', 'archived'],
  ['group_archive', 'group_unarchive', 'archived'],
  ['member_left_channel', 'member_joined_channel', 'removed'],
])('%s is told to the admin once, until %s', async (closes, opens, why) => {
  const before = told().length;
  const user = (type: string) => (type.startsWith('member') ? team.slack.botUser : team.user('leo'));
  const happened = (type: string) => team.event({ type, channel: team.channel, user: user(type) });
  await happened(closes);
  await happened(closes);
  expect(await problem()).toContain(why);
  expect(told().slice(before)).toEqual([expect.stringContaining(why)]);
  await happened(opens);
  expect(await problem()).toBeNull();
});

test('feedback that an archived channel refused is posted once when it takes messages again', async () => {
  const thread = await team.drop();
  world.api.next('chat.postMessage', { code: 'is_archived' });
  await team.reply('leo', thread, good);
  const failed = world.database.db.selectFrom('posts').select('id').where('state', '=', 'failed');
  await expect.poll(async () => (await failed.execute()).length, within).toBe(1);
  await expect.poll(() => problem(), within).toContain('archived');
  expect(team.said(thread).join()).not.toContain('Feedback');
  for (let times = 0; times < 2; times++)
    await team.event({ type: 'channel_unarchive', channel: team.channel, user: team.user('leo') });
  const feedback = () => team.said(thread).filter((words) => words.includes('Feedback'));
  await expect.poll(feedback, within).toHaveLength(1);
  expect(await failed.execute()).toEqual([]);
  expect(await problem()).toBeNull();
});

test('somebody else who leaves changes nothing', async () => {
  await team.event({ type: 'member_left_channel', channel: team.channel, user: team.user('leo') });
  expect(await problem()).toBeNull();
});

test('a deleted channel has no schedule any more', async () => {
  const before = told().length;
  await team.event({ type: 'channel_deleted', channel: team.channel });
  expect(told().slice(before)).toEqual([expect.stringContaining('This channel was deleted')]);
  expect(await team.ask('maya', 'schedule')).not.toContain('09:00, UTC');
});
