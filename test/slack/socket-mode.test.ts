import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { warmUp } from '../../wiring/warm-up.ts';
import { better, good } from '../support/answers.ts';
import { allRead } from '../support/histories.ts';
import type { EmulatedMessage } from '../support/slack/emulator.ts';
import { event } from '../support/slack/signed.ts';
import { type SocketServer, startSocketServer } from '../support/slack/socket-server.ts';
import { chosen, several, text } from '../support/slack/view-state.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

const opening = 'apps.connections.open';
const overSocket = { SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: undefined };
const within = { timeout: 60_000 };

let world: World;
let team: Team;
let socket: SocketServer;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.whetstone.stop();
  socket = await startSocketServer();
  world.api.next(opening, socket.opened);
  await world.launch(overSocket);
  team.transport = async (body, delivery) => Response.json(await socket.deliver(body, delivery?.retry));
});
afterEach(async () => {
  await world.whetstone.stop();
  await socket.close();
});

const stored = async (message: string) =>
  world.database.db.selectFrom('answers').select('state').where('message', '=', message).execute();

/** How many events couldn't be handled so far. Other work that is in hand may fail and be told, too. */
const failures = () => world.logged.filter((line) => line.includes('Bolt reports an error')).length;

test('an event is acknowledged when it is stored', async () => {
  const ts = await team.reply('maya', await team.drop(), good);
  expect(await stored(ts)).toEqual([{ state: 'standing' }]);
});

test('one that can’t be stored isn’t, and is handled once when Slack sends it again', async () => {
  const thread = await team.drop();
  const body = event(team.id, team.written('maya', thread, better, '1900000010.000001'));
  const before = socket.acknowledged();
  const reported = failures();
  await sql`alter table answers rename to answers_away`.execute(world.database.db);
  const first = socket.deliver(body);
  await expect.poll(failures, within).toBe(reported + 1);
  // Whatever comes after it is handled and acknowledged.
  await socket.deliver(event(team.id, { type: 'something_new' }));
  await sql`alter table answers_away rename to answers`.execute(world.database.db);
  await Promise.all([socket.deliver(body, 1), socket.deliver(body, 2)]);
  expect(socket.acknowledged()).toBe(before + 3);
  expect(await Promise.race([first, 'still open'])).toBe('still open');
  expect(await stored('1900000010.000001')).toEqual([{ state: 'standing' }]);
  expect(world.logged.join('')).not.toContain(better);
});

test('one whose workspace can’t be looked up isn’t either; one of a stranger is', async () => {
  const stranger = event('Tstranger', team.written('maya', '1.1', good, '1900000011.000001'));
  const reported = failures();
  await sql`alter table slack_installations rename to installations_away`.execute(world.database.db);
  const first = socket.deliver(stranger);
  await expect.poll(failures, within).toBe(reported + 1);
  await sql`alter table installations_away rename to slack_installations`.execute(world.database.db);
  await socket.deliver(stranger, 1);
  expect(await Promise.race([first, 'still open'])).toBe('still open');
});

test('a command, a button and a form', async () => {
  expect(await team.ask('leo', 'help')).toContain('/interview question');

  const answer = await team.reply('maya', await team.drop(), good);
  const { id } = await world.database.db
    .selectFrom('answers')
    .select('id')
    .where('message', '=', answer)
    .executeTakeFirstOrThrow();
  const answered = team.answered.length;
  await team.interact('leo', {
    type: 'block_actions',
    container: { type: 'message' },
    actions: [{ type: 'button', action_id: 'vote', value: id }],
  });
  await expect.poll(() => team.answered[answered]?.words, within).toContain('Your vote counts.');

  const submit = await team.form('maya', () => team.command('maya', 'setup'));
  const values = {
    channel: { type: 'conversations_select', selected_conversation: team.channel },
    days: several('2'),
    time: text('10:00'),
    zone: text('Nowhere/Atall'),
    tracks: several('backend'),
    levels: several(),
    reveal: chosen('120'),
    leaderboard: chosen('5'),
  };
  expect(await (await submit(values)).json()).toMatchObject({
    response_action: 'errors',
    errors: { zone: expect.stringContaining('There’s no such time zone.') },
  });
  expect(await (await submit({ ...values, zone: text('Europe/Berlin') })).json()).toEqual({});
  expect(await team.ask('maya', 'schedule')).toContain('Tuesday at 10:00, Europe/Berlin');
});

const ends: [name: string, end: () => void][] = [
  ['when Slack renews the connection', () => socket.disconnect('refresh_requested')],
  ['when Slack warns', () => socket.disconnect('warning')],
  ['when the connection is cut', () => socket.cut()],
];

describe('it goes on by another connection', () => {
  test.each(ends)('%s', async (_name, end) => {
    world.api.next(opening, socket.opened);
    end();
    await expect.poll(() => socket.connections(), within).toBe(2);
    expect(await team.ask('leo', 'help')).toContain('/interview question');
  });
});

describe('every new connection makes up for what was written since', () => {
  test.each(ends)('%s', async (_name, end) => {
    const thread = await team.drop();
    const { messages } = team.slack.store;
    const { id: _id, ...root } = messages.all().find(({ ts }) => ts === thread) as unknown as { id: number };
    const ts = `19000002${String(messages.all().length).padStart(2, '0')}.000001`;
    messages.insert({
      ...(root as unknown as EmulatedMessage),
      ...{ text: good, ts, thread_ts: thread, user: team.user('maya') },
    });
    world.api.next(opening, socket.opened);
    end();
    await expect.poll(() => stored(ts), within).toEqual([{ state: 'standing' }]);
  });
});

test('stopping while it is connected takes no time, and what is in hand is acknowledged first', async () => {
  const thread = await team.drop();
  const { whetstone } = world;
  // A stop waits for these first, and what is in hand waits for its lock for a few seconds only.
  await warmUp(whetstone.services);
  await allRead(world);
  let inHand: Promise<unknown> = Promise.resolve();
  // It is being stored: another transaction keeps it waiting.
  await world.database.db.transaction().execute(async (tx) => {
    await sql`lock table answers in access exclusive mode`.execute(tx);
    inHand = socket.deliver(event(team.id, team.written('maya', thread, good, '1900000012.000001')));
    await expect.poll(waitingForLock, within).toBe(true);
    void whetstone.stop();
    await expect
      .poll(() => fetch(`${whetstone.address}/healthz`).catch(() => 'closed'), within)
      .toBe('closed');
    // All at once, since time is short.
    await Promise.all(
      Array.from({ length: 20 }, () => socket.deliver(event(team.id, { type: 'something_new' }))),
    );
  });
  const from = performance.now();
  await whetstone.stop();
  expect(performance.now() - from).toBeLessThan(3000);
  await inHand;
  expect(await stored('1900000012.000001')).toEqual([{ state: 'standing' }]);
});

async function waitingForLock(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    world.database.db,
  );
  return rows.length > 0;
}

test('beside it the web server still installs, and has no other address', async () => {
  const { address } = world.whetstone;
  expect((await fetch(`${address}/slack/install`)).status).toBe(200);
  expect((await fetch(`${address}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404);
  expect((await fetch(`${address}/slack/nowhere`)).status).toBe(404);
});
