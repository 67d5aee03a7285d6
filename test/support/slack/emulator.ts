import { readdir, readFile } from 'node:fs/promises';
import { createEmulator } from 'emulate';
import { botScopes } from '../../../adapters/slack/manifest.ts';

export interface EmulatedMessage {
  readonly ts: string;
  readonly channel_id: string;
  readonly user: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly blocks?: readonly unknown[];
  readonly metadata?: { readonly event_payload?: Readonly<Record<string, unknown>> };
  readonly target_user?: string;
  readonly reactions?: readonly {
    readonly name: string;
    readonly users: readonly string[];
    readonly count: number;
  }[];
}

interface EmulatedChannel {
  readonly id: number;
  readonly channel_id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly is_im: boolean;
  readonly is_private: boolean;
  readonly is_archived: boolean;
}

interface Table<Row> {
  all(): Row[];
  insert(row: Partial<Row>): Row;
  delete(id: number): boolean;
  update(id: number, change: Partial<Row>): Row | undefined;
}

/** What can be read of a server, or of several as one. */
export interface ReadableStore {
  readonly messages: { all(): EmulatedMessage[] };
  readonly channels: { all(): EmulatedChannel[] };
  readonly tokens: { all(): EmulatedToken[] };
}

interface EmulatedToken {
  readonly token: string;
  readonly scopes: readonly string[];
}

export function allOf(emulators: readonly SlackEmulator[]): ReadableStore {
  return {
    messages: { all: () => emulators.flatMap(({ store }) => store.messages.all()) },
    channels: { all: () => emulators.flatMap(({ store }) => store.channels.all()) },
    tokens: { all: () => emulators.flatMap(({ store }) => store.tokens.all()) },
  };
}

interface EmulatedStore {
  readonly messages: Table<EmulatedMessage>;
  readonly ephemeralMessages: Table<EmulatedMessage>;
  readonly channels: Table<EmulatedChannel>;
  readonly users: Table<{ readonly user_id: string; readonly name: string; readonly is_admin: boolean }>;
  readonly tokens: Table<EmulatedToken>;
}

export interface SlackEmulator {
  readonly url: string;
  readonly store: EmulatedStore;
  /** A bot's token with the scopes that Whetstone asks for, and one with none. */
  readonly token: string;
  readonly tokenWithoutScopes: string;
  readonly botUser: string;
  channel(name: string): EmulatedChannel;
  member(name: string): string;
  close(): Promise<void>;
}

interface SlackPlugin {
  register(app: unknown, store: unknown, ...rest: unknown[]): void;
}

/**
 * `emulate`'s Slack server in this process: the channels #practice, #archive and #fresh are public, #secret is private.
 * Whetstone is in the first two, maya and leo are in all of them. Scopes are enforced.
 */
export async function startSlackEmulator(name = 'acme'): Promise<SlackEmulator> {
  const botUser = 'U0WHETSTON';
  const app = { app_id: 'A0WHETSTON', client_id: '1.2', bot_id: 'B0WHETSTON', bot_user_id: botUser };
  const bot = { type: 'bot', user_id: botUser, ...app };
  const [token, tokenWithoutScopes] = [`xoxb-${name}`, `xoxb-${name}-without-scopes`];
  const { emulator, store } = await capturingStore(() =>
    createEmulator({
      service: 'slack',
      port: 0,
      hostname: '127.0.0.1',
      seed: {
        slack: {
          strict_scopes: true,
          team: { name, domain: name },
          users: [
            { name: 'maya', real_name: 'Maya Chen', email: 'maya@example.org' },
            { name: 'leo', real_name: 'Leo', email: 'leo@example.org' },
          ],
          channels: [
            { name: 'practice' },
            { name: 'archive' },
            { name: 'fresh' },
            { name: 'secret', is_private: true },
          ],
          oauth_apps: [
            { ...app, client_secret: 'secret', name: 'Whetstone', bot_name: 'whetstone', redirect_uris: [] },
          ],
          tokens: [
            { ...bot, token, scopes: botScopes.map(({ scope }) => scope) },
            { ...bot, token: tokenWithoutScopes, scopes: ['users:read'] },
          ],
        },
      },
    }),
  );
  const existing = <Row>(row: Row | undefined): Row => {
    if (row === undefined) throw new Error('not seeded');
    return row;
  };
  for (const { id, name, members } of store.channels.all())
    if (name === 'practice' || name === 'archive')
      store.channels.update(id, { members: [...members, botUser] });
  return {
    url: emulator.url,
    store,
    token,
    tokenWithoutScopes,
    botUser,
    channel: (wanted) => existing(store.channels.all().find((channel) => channel.name === wanted)),
    member: (wanted) => existing(store.users.all().find((user) => user.name === wanted)).user_id,
    close: () => emulator.close(),
  };
}

/** emulate 0.12.2 has no public way to its store, so its plugin is asked as it registers. */
async function capturingStore<Result>(
  start: () => Promise<Result>,
): Promise<{ emulator: Result; store: EmulatedStore }> {
  const dist = new URL('../../../node_modules/emulate/dist/', import.meta.url);
  const { slackPlugin, getSlackStore } = await slackModule(dist);
  const { register } = slackPlugin;
  let captured: unknown;
  slackPlugin.register = (app, store, ...rest) => {
    captured = store;
    return register.call(slackPlugin, app, store, ...rest);
  };
  try {
    return { emulator: await start(), store: getSlackStore(captured) };
  } finally {
    slackPlugin.register = register;
  }
}

async function slackModule(
  dist: URL,
): Promise<{ slackPlugin: SlackPlugin; getSlackStore(store: unknown): EmulatedStore }> {
  for (const name of await readdir(dist)) {
    if (!name.startsWith('dist-') || !name.endsWith('.js')) continue;
    const file = new URL(name, dist);
    if ((await readFile(file, 'utf8')).includes('var slackPlugin = ')) return import(file.href);
  }
  throw new Error('This version of emulate keeps its Slack server elsewhere');
}
