import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { better } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** `full` is what Slack's documentation shows of this kind, `minimal` the same without whatever may be missing. */
type Fixture = Readonly<Record<'full' | 'minimal', object>>;

/** Maya has answered, and something happens. */
interface Scene {
  readonly thread: string;
  readonly answer: string;
  readonly answerId: string;
  /** The ts of what happens. */
  readonly ts: string;
}

const folder = new URL('payloads/', import.meta.url);
let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };

async function scene(): Promise<Scene> {
  const thread = await team.drop();
  const answer = await team.reply('maya', thread, better);
  const stored = await answerOf(answer);
  return { thread, answer, answerId: stored?.id ?? '', ts: answer.replace('.000100', '.000200') };
}

async function send(name: string, variant: keyof Fixture, { thread, answer, answerId, ts }: Scene) {
  const values: Record<string, string> = {
    TEAM: team.id,
    CHANNEL: team.channel,
    MAYA: team.user('maya'),
    LEO: team.user('leo'),
    THREAD: thread,
    ANSWER: answer,
    ANSWER_ID: answerId,
    TS: ts,
    ID: randomUUID(),
    TRIGGER: await team.trigger('leo'),
    RESPONSES: team.responses,
    PLAN: world.api.serve('/files-pri/T0-F0PLAN0000/plan.txt', 'text/plain', 'The plan itself.'),
  };
  const text = await readFile(new URL(`${name}.json`, folder), 'utf8');
  const filled = text.replace(/\$([A-Z_]+)/g, (whole, key: string) => values[key] ?? whole);
  return team.deliver((JSON.parse(filled) as Fixture)[variant] as Record<string, unknown>);
}

const answerOf = async (ts: string) => (await world.answers()).find(({ message }) => message === ts);
const votesOf = async ({ answer }: Scene) => (await answerOf(answer))?.votes;
const installed = async () =>
  (await sql`select team_id from slack_installations`.execute(world.database.db)).rows.length;

async function becomesAnAnswer({ ts }: Scene): Promise<void> {
  expect(await answerOf(ts)).toMatchObject({ member_id: team.user('leo'), state: 'standing' });
}

async function changesNothing({ ts, answer }: Scene): Promise<void> {
  expect(await answerOf(ts)).toBeUndefined();
  expect(await answerOf(answer)).toMatchObject({ state: 'standing', revision: 1, votes: 0 });
}

async function endsTheInstallation(): Promise<void> {
  expect(await installed()).toBe(0);
  await world.install(team);
}

const homeOf = (name: string) =>
  (team.slack.store as unknown as { views: { all(): { type: string; user_id: string }[] } }).views
    .all()
    .filter(({ type, user_id }) => type === 'home' && user_id === team.user(name));

/** What each kind does; `before` tells what had come earlier. */
const effects: Record<
  string,
  (scene: Scene, before: { answered: number; variant: keyof Fixture }) => Promise<unknown>
> = {
  message: changesNothing,
  'thread-reply': becomesAnAnswer,
  'thread-broadcast': becomesAnAnswer,
  'file-share': async (happened, { variant }) => {
    await becomesAnAnswer(happened);
    const revisions = world.database.db
      .selectFrom('answer_revisions')
      .innerJoin('answers', 'id', 'answer_id');
    const { text } = await revisions
      .select('text')
      .where('message', '=', happened.ts)
      .executeTakeFirstOrThrow();
    expect(text.includes('The plan itself.')).toBe(variant === 'full');
  },
  'bot-message': changesNothing,
  'message-changed': async ({ answerId }) => {
    const revisions = world.database.db.selectFrom('answer_revisions').select('text');
    expect(await revisions.where('answer_id', '=', answerId).execute()).toEqual([
      { text: expect.stringContaining('added a composite index.') },
    ]);
  },
  'message-deleted': async ({ answer }) => expect((await answerOf(answer))?.state).toBe('withdrawn'),
  'reaction-added': async (happened) => expect(await votesOf(happened)).toBe(1),
  'reaction-removed': async (happened, { variant }) => {
    await send('reaction-added', variant, happened);
    expect(await votesOf(happened)).toBe(1);
    await send('reaction-removed', variant, happened);
    expect(await votesOf(happened)).toBe(0);
  },
  'app-home-opened': async () => expect.poll(() => homeOf('leo').length, within).toBe(1),
  'app-uninstalled': endsTheInstallation,
  'tokens-revoked': endsTheInstallation,
  'slash-command': async (_, { answered }) =>
    expect.poll(() => team.answered[answered]?.words, within).toContain('/interview question'),
  'block-actions': (happened) => expect.poll(() => votesOf(happened), within).toBe(1),
  'view-submission': async () => {
    const { days, time_zone } = await world.database.db
      .deleteFrom('schedules')
      .returningAll()
      .executeTakeFirstOrThrow();
    expect([days, time_zone]).toEqual([[1, 3], 'Europe/Berlin']);
  },
  'message-action': async ({ ts, answer }) => {
    await expect.poll(async () => (await answerOf(ts))?.state, within).toBe('standing');
    expect((await answerOf(answer))?.state).toBe('withdrawn');
  },
};

test('every fixture has its effect', async () => {
  const names = (await readdir(folder)).map((file) => file.replace('.json', ''));
  expect(Object.keys(effects).sort()).toEqual(names.sort());
});

const kinds = Object.keys(effects).flatMap((name) => [[name, 'full'] as const, [name, 'minimal'] as const]);
test.each(kinds)('%s, %s', async (name, variant) => {
  const happened = await scene();
  const answered = team.answered.length;
  expect((await send(name, variant, happened)).status).toBe(200);
  await effects[name]?.(happened, { answered, variant });
});

type Oddity = (scene: Scene) => Readonly<Record<string, unknown>>;
const message = (more: object): Oddity => {
  return ({ thread, ts }) => ({
    type: 'message',
    channel: team.channel,
    user: team.user('leo'),
    text: better,
    ts,
    thread_ts: thread,
    ...more,
  });
};
const odd: readonly [name: string, event: Oddity][] = [
  ['a subtype that isn’t known yet', message({ subtype: 'something_new' })],
  ['somebody who joins', message({ subtype: 'channel_join', thread_ts: undefined })],
  ['an event that isn’t known yet', () => ({ type: 'something_new', channel: team.channel })],
  ['no text', message({ text: null })],
  ['no user', message({ user: undefined })],
  ['null where something may be missing', message({ thread_ts: null, bot_id: null, subtype: null })],
  ['no ts', message({ ts: undefined })],
  ['no channel', message({ channel: undefined })],
  ['a thread of another channel', message({ thread_ts: '1000000000.000001' })],
  ['a direct message', message({ channel: 'D0LEO000000', channel_type: 'im' })],
  ['a group direct message', message({ channel: 'G0LEO000000', channel_type: 'mpim' })],
  ['a change without its message', message({ subtype: 'message_changed' })],
  ['a change of nothing but its preview', message({ subtype: 'message_changed', message: { ts: '1.2' } })],
  [
    'a deleted message with replies',
    message({ subtype: 'message_changed', message: { subtype: 'tombstone', user: 'USLACKBOT', ts: '1.2' } }),
  ],
  ['a deletion without a ts', message({ subtype: 'message_deleted' })],
  [
    'a deletion of what nobody knew',
    message({ subtype: 'message_deleted', deleted_ts: '1.2', previous_message: null }),
  ],
  [
    'a reaction to a file',
    () => ({ type: 'reaction_added', user: 'U1', reaction: '+1', item: { type: 'file', file: 'F1' } }),
  ],
  ['a reaction to nothing', () => ({ type: 'reaction_added', user: 'U1', reaction: '+1' })],
  [
    'a reaction by nobody',
    ({ answer }) => ({
      type: 'reaction_removed',
      reaction: '+1',
      item: { type: 'message', channel: team.channel, ts: answer },
    }),
  ],
  [
    'a reaction to a message of another workspace',
    () => ({
      type: 'reaction_added',
      user: 'U1',
      reaction: '+1',
      item: { type: 'message', channel: 'C0ELSEWHERE', ts: '1.2' },
    }),
  ],
  ['the other tab of the home', () => ({ type: 'app_home_opened', user: 'U1', tab: 'messages' })],
  ['a user’s token taken back', () => ({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })],
  ['tokens taken back, but none named', () => ({ type: 'tokens_revoked' })],
];
test.each(odd)('%s is acknowledged and loses nothing', async (_name, event) => {
  const happened = await scene();
  expect((await team.event(event(happened))).status).toBe(200);
  await changesNothing(happened);
  expect(await installed()).toBe(1);
});

test('what happens in a channel shared with another company belongs to the workspace that installed', async () => {
  const happened = await scene();
  const { status } = await team.deliver({
    type: 'event_callback',
    team_id: 'T0ELSEWHERE',
    authorizations: [{ enterprise_id: null, team_id: team.id, user_id: team.slack.botUser, is_bot: true }],
    is_ext_shared_channel: true,
    event: message({})(happened),
  });
  expect(status).toBe(200);
  await becomesAnAnswer(happened);
});
