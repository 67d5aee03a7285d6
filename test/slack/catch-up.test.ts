import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import type { EmulatedMessage } from '../support/slack/emulator.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start('acme', 'globex');
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
const replies = 'conversations.replies';

const answersOf = async (team: Team) =>
  world.database.db
    .selectFrom('answers')
    .innerJoin('workspaces', 'workspaces.id', 'answers.workspace_id')
    .select(['member_id as by', 'answers.state', 'revision'])
    .where('external_id', '=', team.id)
    .orderBy('answers.id')
    .execute();

/** What somebody writes while nobody listens: a row like that of the question, with words of their own. */
function write(team: Team, name: string, thread: string, text: string): string {
  const { messages } = team.slack.store;
  const question = messages.all().find(({ ts }) => ts === thread);
  const { id: _its, ...root } = question as unknown as { id: number };
  const ts = `${Math.floor(Date.now() / 1000)}.${String(messages.all().length).padStart(6, '0')}`;
  const words = { text, blocks: undefined, metadata: undefined, bot_id: undefined };
  const reply = { ...root, ...words, ts, thread_ts: thread, user: team.user(name) };
  messages.insert(reply as unknown as EmulatedMessage);
  return ts;
}

async function askQuestions(team: Team, count: number): Promise<string[]> {
  for (let asked = 1; asked <= count; asked += 1) {
    await team.command('leo', 'question backend');
    await expect.poll(() => team.messages().length, within).toBe(asked);
  }
  const drops = world.database.db
    .selectFrom('drops')
    .innerJoin('workspaces', 'workspaces.id', 'drops.workspace_id')
    .select('message')
    .where('external_id', '=', team.id)
    .where('state', '=', 'open');
  await expect.poll(async () => (await drops.execute()).length, within).toBe(count);
  return team.messages().map(({ ts }) => ts);
}

test('what came and went while the program was away is made up for at its start', async () => {
  const [acme, globex] = world.teams as [Team, Team];
  const [older = '', newer = ''] = await askQuestions(acme, 2);
  const [other = ''] = await askQuestions(globex, 1);
  const kept = write(acme, 'leo', older, good);
  await acme.event({
    type: 'message',
    channel: acme.channel,
    user: acme.user('leo'),
    text: good,
    ts: kept,
    thread_ts: older,
  });
  await acme.reply('maya', older, better);
  await expect.poll(async () => (await answersOf(acme)).length, within).toBe(2);

  await world.whetstone.stop();
  // Maya's message isn't there any more, and others wrote, beyond the first page.
  for (let remark = 0; remark < 16; remark += 1) write(acme, 'leo', older, 'Nice.');
  write(acme, 'priya', older, good);
  write(globex, 'maya', other, good);
  // The thread that is read first can't be.
  world.api.next(replies, { code: 'thread_not_found' });
  world.hoursLater += 1;
  await world.launch();

  const user = (name: string) => acme.user(name);
  await expect
    .poll(() => answersOf(acme), within)
    .toEqual([
      { by: user('leo'), state: 'standing', revision: 1 },
      { by: user('maya'), state: 'withdrawn', revision: 1 },
      { by: user('priya'), state: 'standing', revision: 1 },
    ]);
  await expect
    .poll(() => answersOf(globex), within)
    .toEqual([{ by: globex.user('maya'), state: 'standing', revision: 1 }]);
  expect(acme.messages(newer)).toEqual([]);
});

const standingIn = async (thread: string) =>
  world.database.db
    .selectFrom('answers')
    .innerJoin('drops', 'drops.id', 'answers.drop_id')
    .innerJoin('answer_revisions as last', (join) =>
      join.onRef('last.answer_id', '=', 'answers.id').onRef('last.revision', '=', 'answers.revision'),
    )
    .select(['member_id as by', 'text'])
    .where('drops.message', '=', thread)
    .where('answers.state', '=', 'standing')
    .orderBy('answers.id')
    .execute();

const laterThan = (ts: string) => (Number(ts) + 2).toFixed(6);

const readsOf = (team: Team) =>
  world.api.calls.filter(
    ({ method, params }) => method === replies && params.get('channel') === team.channel,
  );

test('what is read late undoes nothing that came by an event meanwhile, and nobody else waits', async () => {
  const [acme, globex] = world.teams as [Team, Team];
  const user = (name: string) => acme.user(name);
  const thread = await acme.drop();
  const other = await globex.drop();
  const ts = write(acme, 'maya', thread, good);
  const message = { type: 'message', user: user('maya'), text: good, ts, thread_ts: thread };
  await acme.event({ ...message, channel: acme.channel });
  await acme.reply('leo', thread, good);

  await world.whetstone.stop();
  for (let remark = 0; remark < 16; remark += 1) write(acme, 'sam', thread, 'Nice.');
  write(acme, 'priya', thread, good);
  write(globex, 'leo', other, better);
  // The second page has to wait.
  const before = readsOf(acme).length;
  for (const fault of ['none', { status: 503 }, { status: 429, retryAfter: 3 }] as const)
    world.api.next(replies, fault);
  world.hoursLater += 1;
  await world.launch();
  await expect.poll(() => readsOf(acme).length, within).toBe(before + 3);

  const edited = { ...message, text: better, edited: { user: user('maya'), ts: laterThan(ts) } };
  await acme.event({ type: 'message', subtype: 'message_changed', channel: acme.channel, message: edited });
  await acme.reply('noor', thread, good);
  await expect.poll(() => standingIn(other), within).toEqual([{ by: globex.user('leo'), text: better }]);
  expect(readsOf(acme)).toHaveLength(before + 3);

  const standing = [
    { by: user('maya'), text: better },
    { by: user('noor'), text: good },
    { by: user('priya'), text: good },
  ];
  await expect.poll(() => standingIn(thread), within).toEqual(standing);
  // Once it is done.
  await world.whetstone.stop();
  expect(await standingIn(thread)).toEqual(standing);

  // An edit that was told is newer than the words that it changed, whenever those are read.
  const reads = readsOf(acme).length;
  world.hoursLater += 1;
  await world.launch();
  await expect.poll(() => readsOf(acme).length, within).toBeGreaterThan(reads + 1);
  await world.whetstone.stop();
  expect(await standingIn(thread)).toContainEqual({ by: user('maya'), text: better });
  await world.launch();
});

/** Leaves these reactions at a message while nobody listens. */
function react(team: Team, ts: string, reactions: Readonly<Record<string, readonly string[]>>): void {
  const { messages } = team.slack.store;
  const message = messages.all().find((one) => one.ts === ts) as unknown as { id: number };
  messages.update(message.id, {
    reactions: Object.entries(reactions).map(([name, names]) => {
      return { name, users: names.map((one) => team.user(one)), count: names.length };
    }),
  });
}

test('votes and approvals that came and went meanwhile are made up for, also of many who react alike', async () => {
  const { team } = world;
  await team.ask('maya', `mentor add <@${team.user('leo')}>`);
  const thread = await team.drop();
  const ts = write(team, 'priya', thread, good);
  await team.event(team.written('priya', thread, good, ts));
  const other = write(team, 'noor', thread, better);
  await team.event(team.written('noor', thread, better, other));
  const to = { type: 'message', channel: team.channel, ts };
  await team.event({ type: 'reaction_added', user: team.user('sam'), reaction: 'star', item: to });
  const votes = async () => {
    const answers = (await world.answers()).filter(({ message }) => [ts, other].includes(message ?? ''));
    return answers.map((one) => [one.votes, one.reviewed_at !== null]);
  };
  expect(await votes()).toEqual([
    [1, false],
    [0, false],
  ]);

  const relaunch = async () => {
    await world.whetstone.stop();
    const before = readsOf(team).length;
    return async () => {
      await world.launch();
      await expect.poll(() => readsOf(team).length, within).toBeGreaterThan(before);
    };
  };
  const back = await relaunch();
  react(team, ts, {
    '+1::skin-tone-3': ['leo'],
    thumbsup: ['maya', 'leo'],
    arrow_up: ['ana', 'bo', 'cy', 'dee', 'priya'],
    white_check_mark: ['leo', 'maya'],
    joy: ['maya'],
  });
  react(team, other, { star: ['maya'] });
  await back();
  await expect.poll(votes, within).toEqual([
    [6, true],
    [1, false],
  ]);

  const again = await relaunch();
  react(team, ts, { thumbsup: ['maya'] });
  await again();
  await expect.poll(votes, within).toEqual([
    [1, false],
    [1, false],
  ]);
});

test('a token that no key opens keeps no other workspace waiting', async () => {
  const [acme, globex] = world.teams as [Team, Team];
  const thread = await globex.drop();
  await world.whetstone.stop();
  write(globex, 'maya', thread, good);
  const sealed = (team: Team, change: string) =>
    sql`update slack_installations set sealed_token = ${sql.raw(change)} where team_id = ${team.id}`.execute(
      world.database.db,
    );
  await sealed(acme, 'reverse(sealed_token)');
  await world.launch();
  await expect.poll(() => standingIn(thread), within).toEqual([{ by: globex.user('maya'), text: good }]);
  await sealed(acme, 'reverse(sealed_token)');
});

test('stopping doesn’t wait as long as Slack says', async () => {
  await world.whetstone.stop();
  const before = readsOf(world.team).length;
  world.api.next(replies, { status: 429, retryAfter: 60 });
  await world.launch();
  await expect.poll(() => readsOf(world.team).length, within).toBeGreaterThan(before);
  const from = performance.now();
  await world.whetstone.stop();
  expect(performance.now() - from).toBeLessThan(30_000);
});

test('a team’s own app reads also a thread of 2,000 replies', async () => {
  const [acme] = world.teams as [Team, Team];
  world.most.replies = 1000;
  // The test before has stopped it.
  await world.launch();
  await acme.command('leo', 'question backend');
  const asked = () => acme.messages().at(-1)?.ts ?? '';
  const before = asked();
  await expect.poll(asked, within).not.toBe(before);
  const thread = asked();
  const isOpen = world.database.db.selectFrom('drops').select('id').where('message', '=', thread);
  await expect.poll(async () => (await isOpen.where('state', '=', 'open').execute()).length, within).toBe(1);
  await world.whetstone.stop();
  for (let remark = 0; remark < 2000; remark += 1) write(acme, 'leo', thread, 'Nice.');
  write(acme, 'priya', thread, good);
  await world.launch();
  await expect.poll(() => standingIn(thread), within).toMatchObject([{ by: acme.user('priya') }]);
}, 60_000);

test('what couldn’t be stored of it is read again', async () => {
  const [acme] = world.teams as [Team, Team];
  const before = acme.messages().length;
  await acme.command('leo', 'question backend');
  await expect.poll(() => acme.messages().length, within).toBe(before + 1);
  const thread = acme.messages().at(-1)?.ts ?? '';
  await world.whetstone.stop();
  write(acme, 'leo', thread, better);
  const known = (await answersOf(acme)).length;
  await sql`alter table answers rename to answers_away`.execute(world.database.db);
  world.logged.length = 0;
  await world.launch();
  await expect.poll(() => world.logged.join(), within).toContain('not caught up');
  await sql`alter table answers_away rename to answers`.execute(world.database.db);
  await expect.poll(async () => (await answersOf(acme)).length, within).toBe(known + 1);
});
