import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultTable } from '../../adapters/discord/fault-table.ts';
import { good } from '../support/answers.ts';
import type { Outcome } from '../support/discord/outcome.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import type { ChannelState } from '../support/discord/world.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

/** Law: whoever asks hears exactly once, whichever of Discord's calls is refused, by whatever code it documents. */

let world: World;
let team: Team;
let thread = '';
let answer = '';
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
  channels = [team.practice];
});
afterAll(() => world.close());

const within = { timeout: 60_000, interval: 10 };

/** Leo has answered a question, and Sam may review it. */
async function begin(): Promise<void> {
  if (thread) return;
  await team.ask('sam', ['mentor', 'add'], { member: team.id('sam') });
  thread = await team.drop();
  answer = team.person('leo').write(thread, good).id;
  await team.hears(thread, /Feedback/);
}

/** Those in which Sam may have asked for a question. */
let channels: ChannelState[] = [];
const freshChannel = () => {
  const channel = team.guild.addChannel(`fresh-${channels.length}`);
  channels.push(channel);
  return channel;
};

const sam = () => team.person('sam');
const feedback = () => team.hears(thread, /Feedback/);
const wizard = async () => {
  const outcome = await team.command('sam', ['setup']);
  await said(outcome);
  return outcome.message ?? '';
};
const review = async () => {
  const form = await sam().menu('Review answer', answer);
  const [field = ''] = /comment:[^"]*/.exec(JSON.stringify(form.modal)) ?? [];
  return () => form.submit({ [field]: 'Say how you would verify it.' });
};
type Ask = () => Promise<Outcome>;
/** What comes before it, which nothing goes wrong with. */
type Prepared = () => Promise<Ask>;
const at =
  (how: Ask): Prepared =>
  async () =>
    how;

/** Each kind of asking, with the calls that it needs. */
const asks: Record<string, { readonly how: Prepared; readonly needs: readonly Route[] }> = {
  'a command': { how: at(() => team.command('sam', ['help'])), needs: ['callback', 'edit'] },
  'a question': {
    how: at(() => team.command('sam', ['question'], { track: 'backend' })),
    needs: ['callback', 'end', 'post', 'thread'],
  },
  'a question in a channel without any': {
    how: at(() => team.command('sam', ['question'], { track: 'backend' }, freshChannel())),
    needs: ['callback', 'end', 'channel', 'post', 'thread'],
  },
  'a private question': {
    how: at(() => team.command('sam', ['question'], { track: 'backend', private: true })),
    needs: ['callback', 'edit'],
  },
  'a schedule': {
    how: at(() => team.command('sam', ['schedule', 'set'], { days: 'daily', at: '09:00', zone: 'UTC' })),
    needs: ['callback', 'edit', 'channel'],
  },
  setup: { how: at(() => team.command('sam', ['setup'])), needs: ['callback', 'edit'] },
  'a page of setup': {
    how: async () => {
      const message = await wizard();
      return () => sam().press(message, 'Next');
    },
    needs: ['callback'],
  },
  'the end of setup': {
    how: async () => {
      const message = await wizard();
      return () => sam().press(message, 'Start');
    },
    needs: ['callback', 'edit', 'channel'],
  },
  suggest: { how: at(() => team.command('sam', ['suggest'], { track: 'backend' })), needs: ['callback'] },
  'a vote': {
    how: async () => {
      const message = await feedback();
      return () => sam().press(message, '⬆️ Vote');
    },
    needs: ['callback', 'edit'],
  },
  'the button Review': {
    how: async () => {
      const message = await feedback();
      return () => sam().press(message, 'Review');
    },
    needs: ['callback'],
  },
  'the menu’s Review answer': { how: at(() => sam().menu('Review answer', answer)), needs: ['callback'] },
  'the menu’s Use as my answer': {
    how: at(() => sam().menu('Use as my answer', answer)),
    needs: ['callback', 'edit'],
  },
  'a review': { how: review, needs: ['callback'] },
};

const routes = {
  callback: ['POST', '/interactions/:any/:any/callback'],
  edit: ['PATCH', '/webhooks/:any/:any/messages/@original'],
  end: ['DELETE', '/webhooks/:any/:any/messages/@original'],
  channel: ['GET', '/channels/:any'],
  post: ['POST', '/channels/:any/messages'],
  thread: ['POST', '/channels/:any/messages/:any/threads'],
} as const;
type Route = keyof typeof routes;
const routeNames = Object.keys(routes) as Route[];

/** One code of each kind, those that a channel or a form may meet, Cloudflare's, and one of tomorrow. */
const codes = [
  ...new Map([...faultTable].map(([code, [fault]]) => [fault, code])).values(),
  ...[10003, 20016, 40067, 40333, 50001, 50013, 50035, 160002, 999999],
];
const faults = [...new Set(codes).values()].map((code) => ({ code }));
const silent = { status: 500 };

test.each(Object.entries(asks))(
  '%s hears once',
  async (what, { how, needs }) => {
    await begin();
    expect(await routesOf(what, how)).toEqual(needs);
    for (const route of needs) {
      const [method, path] = routes[route];
      for (const fault of [...faults, silent]) {
        const ask = await how();
        world.discord.faults.next({ method, path, ...fault });
        await hearsOnce(ask, `${what}, ${route}: ${JSON.stringify(fault)}`);
        world.discord.faults.clear();
        await world.database.db.updateTable('channels').set({ problem: null }).execute();
      }
    }
  },
  240_000,
);

async function hearsOnce(ask: Ask, message: string): Promise<void> {
  const before = seen();
  const outcome = await ask();
  const heard = () => answersIn(outcome) + seen() - before;
  await expect.poll(heard, { ...within, message }).toBe(1);
  await settled();
  expect(heard(), message).toBe(1);
}

/** All that Sam sees of an answer besides the interaction's own: direct messages, and the questions in channels. */
function seen(): number {
  const direct = world.discord.directMessages(team.id('sam'));
  return [direct, ...channels].reduce((sum, channel) => sum + team.spoken(channel).length, 0);
}

/** A changed message counts as one, and a form does; setup that still shows its first page isn't changed. */
function answersIn({ kind, message, followUps, modal }: Outcome): number {
  const isUnchanged = kind.endsWith('update') && visibleText(message ?? {}).includes('Page 1 of');
  return (message && !isUnchanged ? 1 : 0) + followUps.length + (modal ? 1 : 0);
}

/** Which of Discord's calls it needs. */
async function routesOf(what: string, how: Prepared): Promise<Route[]> {
  const ask = await how();
  const calls = world.discord.requests.length;
  await hearsOnce(ask, `${what}, no fault`);
  const used = world.discord.requests.slice(calls);
  return routeNames.filter((name) => {
    const [method, path] = routes[name];
    const pattern = new RegExp(`^${path.replaceAll(':any', '[^/]+')}$`);
    return used.some((request) => request.method === method && pattern.test(request.path));
  });
}

/** Whatever was to be posted by now is posted, or given up. */
async function settled(): Promise<void> {
  const posts = world.database.db
    .selectFrom('posts')
    .select('id')
    .where('state', 'in', ['pending', 'sending']);
  await expect.poll(async () => (await posts.execute()).length, within).toBe(0);
}
