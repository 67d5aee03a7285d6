import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { deliver, event } from '../support/slack/signed.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

describe('who is believed', () => {
  test('a wrong signature and an old timestamp are refused', async () => {
    const event = team.written('maya', '1.1', good, '1.2');
    expect((await team.event(event, { secret: 'wrong' })).status).toBe(401);
    expect((await team.event(event, { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(401);
  });

  test('a team in which Whetstone isn’t installed changes nothing', async () => {
    const thread = await team.drop();
    const before = (await world.answers()).length;
    const stranger = team.as('Tstranger');
    expect((await stranger.event(team.written('maya', thread, good, '1900000000.000001'))).status).toBe(200);
    expect(await world.answers()).toHaveLength(before);
  });
});

describe('what is signed, but says nothing', () => {
  const bodies: readonly [type: string, body: string][] = [
    ['application/json', 'null'],
    ['application/json', '7'],
    ['application/json', '{'],
    ['application/json', '{"type":"something_new"}'],
    ['application/json', '{"type":"event_callback","event":null}'],
    ['application/x-www-form-urlencoded', 'payload=null'],
    ['application/x-www-form-urlencoded', 'command=%2Finterview'],
    [
      'application/x-www-form-urlencoded',
      `payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U1"}}')}`,
    ],
  ];
  test.each(bodies)('%s %s is malformed', async (type, body) => {
    expect((await deliver(team.url, body, type)).status).toBe(400);
  });

  test('a body that is too large is refused', async () => {
    expect((await deliver(team.url, 'x'.repeat(5_000_000), 'application/json')).status).toBe(413);
  });
});

test('null bytes and halves of characters are left out', async () => {
  expect(await team.ask('maya', 'bank search slow\0 query')).toContain('slow-query');
  const thread = await team.drop();
  const ts = '1900000001.500001';
  expect((await team.event(team.written('maya', thread, `${good} \ud83d\0`, ts))).status).toBe(200);
  expect((await world.answers()).find(({ message }) => message === ts)?.state).toBe('standing');
  expect((await team.event(team.written('leo', `${thread}\0\ud83d`, good, '1.\0'))).status).toBe(200);
});

describe('events', () => {
  test('sent again, they are handled once', async () => {
    const thread = await team.drop();
    const event = team.written('maya', thread, good, '1900000001.000001');
    for (const retry of [0, 1, 2]) expect((await team.event(event, { retry })).status).toBe(200);
    expect((await world.answers()).filter(({ message }) => message === event.ts)).toHaveLength(1);
  });

  test('while the database can’t store, Slack gets an error and sends again', async () => {
    const thread = await team.drop();
    const event = team.written('maya', thread, better, '1900000002.000001');
    await sql`alter table answers rename to answers_away`.execute(world.database.db);
    const refused = await team.event(event);
    await sql`alter table answers_away rename to answers`.execute(world.database.db);
    expect(refused.status).toBe(500);
    expect((await team.event(event, { retry: 1 })).status).toBe(200);
    expect((await world.answers()).filter(({ message }) => message === event.ts)).toHaveLength(1);
  });

  test('while it can’t be told whose event it is, Slack gets an error and sends again', async () => {
    const unknown = team.as('Tunknown');
    await sql`alter table slack_installations rename to installations_away`.execute(world.database.db);
    const refused = await unknown.event(team.written('maya', '1.1', good, '1900000002.000002'));
    await sql`alter table installations_away rename to slack_installations`.execute(world.database.db);
    expect(refused.status).toBe(500);
  });

  test('edits and deletions follow, with fields missing that Slack may leave out', async () => {
    const thread = await team.drop();
    const ts = '1900000003.000001';
    await team.event(team.written('maya', thread, `${good} &amp; <https://example.org|a link>`, ts));
    const changed = { ...team.written('maya', thread, `${better} &lt;now&gt;`, ts) };
    await team.event({
      type: 'message',
      subtype: 'message_changed',
      channel: team.channel,
      message: changed,
    });
    const { text } = await world.database.db
      .selectFrom('answer_revisions')
      .select('text')
      .orderBy('answer_id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(text).toBe(`${better} <now>`);
    await team.event({ type: 'message', subtype: 'message_deleted', channel: team.channel, deleted_ts: ts });
    expect((await world.answers()).find(({ message }) => message === ts)?.state).toBe('withdrawn');
  });

  test('a message sent through an app is its author’s answer once they say so, and then edits count', async () => {
    const thread = await team.drop();
    const ts = '1900000005.000001';
    const byApp = { bot_id: 'B0OTHER', app_id: 'A0OTHER', subtype: undefined };
    const changed = (text: string, at: number) =>
      team.event({
        type: 'message',
        subtype: 'message_changed',
        channel: team.channel,
        event_ts: `190000000${at}.000001`,
        message: {
          ...team.written('maya', thread, text, ts, byApp),
          edited: { user: team.user('maya'), ts: `190000000${at}.000001` },
        },
      });
    const text = async () => {
      const revisions = world.database.db
        .selectFrom('answers')
        .innerJoin('answer_revisions', 'answer_revisions.answer_id', 'answers.id')
        .select('text')
        .where('message', '=', ts)
        .orderBy('answer_revisions.revision', 'desc');
      return (await revisions.executeTakeFirst())?.text;
    };
    await team.event(team.written('maya', thread, good, ts, byApp));
    await changed(better, 6);
    expect(await text()).toBeUndefined();
    const message = { ts, thread_ts: thread, user: team.user('maya'), text: good, bot_id: 'B0OTHER' };
    await team.interact('maya', { type: 'message_action', callback_id: 'use-as-my-answer', message });
    await expect.poll(text, { timeout: 60_000 }).toBe(good);
    await changed(better, 7);
    expect(await text()).toBe(better);
  });

  test('bots, join messages and messages outside threads are nobody’s answers', async () => {
    const thread = await team.drop();
    const before = (await world.answers()).length;
    await team.event(team.written('maya', thread, good, '1900000004.000001', { bot_id: 'B1' }));
    await team.event(team.written('maya', thread, good, '1900000004.000002', { subtype: 'channel_join' }));
    await team.event({ ...team.written('maya', thread, good, '1900000004.000003'), thread_ts: undefined });
    expect(await world.answers()).toHaveLength(before);
  });
});

test('a command is read as it was written: emoji, mentions and signs that Slack writes its own way', async () => {
  expect(await team.ask('maya', 'settings set votes :+1:,:star:')).toContain('👍 ⭐');
  expect(await team.ask('maya', `stats <@${team.user('leo')}|leo>`)).not.toContain('I don’t know');
  expect(await team.ask('maya', 'question a&amp;b')).toContain('“a&b”');
});

test('any emoji counts that a workspace chooses, its own too, in whatever tone and by whichever of its names', async () => {
  expect(await team.ask('maya', 'settings set votes :party-parrot:,:raised_hands::skin-tone-5:')).toContain(
    ':party-parrot: 🙌',
  );
  const thread = await team.drop();
  const ts = await team.reply('maya', thread, good);
  const react = async (kind: 'added' | 'removed', reaction: string) => {
    const item = { type: 'message', channel: team.channel, ts };
    await team.event({ type: `reaction_${kind}`, user: team.user('leo'), reaction, item });
    return (await world.answers()).find(({ message }) => message === ts)?.votes;
  };
  expect(await react('added', 'party-parrot')).toBe(1);
  expect(await react('added', 'raised_hands::skin-tone-2')).toBe(1);
  expect(await react('removed', 'party-parrot')).toBe(1);
  expect(await react('removed', 'raised_hands::skin-tone-2')).toBe(0);
  expect(await react('added', '+1')).toBe(0);
  await team.ask('maya', 'settings set votes :thumbsup:,:arrow_up:,:star:');
  expect(await react('added', '+1::skin-tone-6')).toBe(1);
});

test('a mistake in a command is explained to its author alone', async () => {
  const before = team.messages().length;
  expect(await team.ask('maya', 'question backnd')).toContain('Did you mean backend?');
  expect(team.messages()).toHaveLength(before);
});

const installations = async () =>
  (await sql`select team_id from slack_installations`.execute(world.database.db)).rows;
const isPaused = async () => {
  const schedules = await world.database.db.selectFrom('schedules').select('paused_at').execute();
  return schedules.map(({ paused_at }) => paused_at !== null);
};

test.each([{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { bot: ['U0WHETSTON'] } }])(
  'the end of an earlier installation, told late ($type), ends nothing',
  async (end) => {
    await team.ask('maya', 'schedule set daily 09:00 UTC backend');
    const aMinuteAgo = Math.floor(Date.now() / 1000) - 60;
    expect((await team.deliver(event(team.id, end, aMinuteAgo), { retry: 1 })).status).toBe(200);
    expect([await installations(), await isPaused()]).toEqual([[{ team_id: team.id }], [false]]);
  },
);

test('when Whetstone is removed, its token goes and its schedules end', async () => {
  await team.ask('maya', 'schedule set daily 09:00 UTC backend');
  await team.event({ type: 'app_uninstalled' });
  expect([await installations(), await isPaused()]).toEqual([[], [true]]);
});
