import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { type Team, World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const answers = () => world.database.db.selectFrom('answers').selectAll().orderBy('id').execute();

const written = (thread: string, text: string, ts: string, more: object = {}) => ({
  type: 'message',
  channel: team.channel,
  user: team.user('maya'),
  text,
  ts,
  thread_ts: thread,
  ...more,
});

describe('who is believed', () => {
  test('a wrong signature and an old timestamp are refused', async () => {
    const event = written('1.1', good, '1.2');
    expect((await team.event(event, { secret: 'wrong' })).status).toBe(401);
    expect((await team.event(event, { at: Math.floor(Date.now() / 1000) - 600 })).status).toBe(401);
  });

  test('a team in which Whetstone isn’t installed changes nothing', async () => {
    const thread = await team.drop();
    const before = (await answers()).length;
    const stranger = team.as('Tstranger');
    expect((await stranger.event(written(thread, good, '1900000000.000001'))).status).toBe(200);
    expect(await answers()).toHaveLength(before);
  });
});

describe('events', () => {
  test('sent again, they are handled once', async () => {
    const thread = await team.drop();
    const event = written(thread, good, '1900000001.000001');
    for (const retry of [0, 1, 2]) expect((await team.event(event, { retry })).status).toBe(200);
    expect((await answers()).filter(({ message }) => message === event.ts)).toHaveLength(1);
  });

  test('while the database can’t store, Slack gets an error and sends again', async () => {
    const thread = await team.drop();
    const event = written(thread, better, '1900000002.000001');
    await sql`alter table answers rename to answers_away`.execute(world.database.db);
    const refused = await team.event(event);
    await sql`alter table answers_away rename to answers`.execute(world.database.db);
    expect(refused.status).toBe(500);
    expect((await team.event(event, { retry: 1 })).status).toBe(200);
    expect((await answers()).filter(({ message }) => message === event.ts)).toHaveLength(1);
  });

  test('while it can’t be told whose event it is, Slack gets an error and sends again', async () => {
    const unknown = team.as('Tunknown');
    await sql`alter table slack_installations rename to installations_away`.execute(world.database.db);
    const refused = await unknown.event(written('1.1', good, '1900000002.000002'));
    await sql`alter table installations_away rename to slack_installations`.execute(world.database.db);
    expect(refused.status).toBe(500);
  });

  test('edits and deletions follow, with fields missing that Slack may leave out', async () => {
    const thread = await team.drop();
    const ts = '1900000003.000001';
    await team.event(written(thread, `${good} &amp; <https://example.org|a link>`, ts));
    const changed = { ...written(thread, `${better} &lt;now&gt;`, ts) };
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
    expect((await answers()).find(({ message }) => message === ts)?.state).toBe('withdrawn');
  });

  test('bots, join messages and messages outside threads are nobody’s answers', async () => {
    const thread = await team.drop();
    const before = (await answers()).length;
    await team.event(written(thread, good, '1900000004.000001', { bot_id: 'B1' }));
    await team.event(written(thread, good, '1900000004.000002', { subtype: 'channel_join' }));
    await team.event({ ...written(thread, good, '1900000004.000003'), thread_ts: undefined });
    expect(await answers()).toHaveLength(before);
  });
});

test('a command is read as it was written: emoji, mentions and signs that Slack writes its own way', async () => {
  expect(await team.ask('maya', 'settings set votes :+1:,:star:')).toContain('👍 ⭐');
  expect(await team.ask('maya', `stats <@${team.user('leo')}|leo>`)).not.toContain('I don’t know');
  expect(await team.ask('maya', 'question a&amp;b')).toContain('“a&b”');
});

test('a mistake in a command is explained to its author alone', async () => {
  const before = team.messages().length;
  expect(await team.ask('maya', 'question backnd')).toContain('Did you mean backend?');
  expect(team.messages()).toHaveLength(before);
});

test('when Whetstone is removed, its token goes and its schedules end', async () => {
  await team.ask('maya', 'schedule set daily 09:00 UTC backend');
  await team.event({ type: 'app_uninstalled' });
  const { rows } = await sql`select team_id from slack_installations`.execute(world.database.db);
  expect(rows).toEqual([]);
  const schedules = await world.database.db.selectFrom('schedules').select('paused_at').execute();
  expect(schedules.every(({ paused_at }) => paused_at !== null)).toBe(true);
});
