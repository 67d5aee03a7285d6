import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
let now = 1_900_000_100;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());
beforeEach(async () => {
  await team.drop();
});

/** Says something in the channel itself. */
async function say(name: string, text: string, more: object = {}): Promise<string> {
  now += 1;
  const ts = `${now}.000100`;
  await team.event({ ...team.written(name, '', text, ts, more), thread_ts: undefined });
  return ts;
}

const told = (name: string) =>
  team.slack.store.ephemeralMessages.all().filter(({ target_user }) => target_user === team.user(name));

test('plain chatter in a channel costs no call of Slack’s and no download', async () => {
  const calls = world.api.calls.length;
  const url_private = 'https://files.slack.com/files-pri/T0-F1/lunch.txt';
  const files = [
    { id: 'F1', name: 'lunch.txt', mimetype: 'text/plain', mode: 'hosted', size: 9, url_private },
  ];
  await say('leo', 'Who is coming to lunch today, and where do we meet?', { subtype: 'file_share', files });
  await say('leo', 'Hm');
  expect(world.api.calls.slice(calls)).toEqual([]);
  expect(told('leo')).toEqual([]);
});

test('what reads like an answer in the channel itself is told once, and one click makes it the answer', async () => {
  const ts = await say('maya', good);
  await expect
    .poll(
      () =>
        told('maya')
          .map((one) => visibleText(one))
          .join(),
      { timeout: 60_000 },
    )
    .toContain('answers go in its thread');
  const edited = `${good} Then I look at locks.`;
  const message = { ts, user: team.user('maya'), text: edited, edited: { ts: `${now + 1}.0` } };
  await team.event({
    type: 'message',
    subtype: 'message_changed',
    channel: team.channel,
    message,
    event_ts: `${now + 1}.0`,
  });
  await say('maya', good);
  expect(told('maya')).toHaveLength(1);
  const value = /"value":"([^"]+)"/.exec(JSON.stringify(told('maya')))?.[1] ?? '';
  await team.interact('maya', {
    type: 'block_actions',
    container: { type: 'message' },
    actions: [{ type: 'button', action_id: 'use-as-answer', value }],
  });
  const texts = world.database.db.selectFrom('answer_revisions').select('text');
  await expect.poll(() => texts.execute(), { timeout: 60_000 }).toEqual([{ text: edited }]);
  expect(await world.answers()).toMatchObject([{ message: ts, state: 'standing' }]);
});
