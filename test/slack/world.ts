import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect } from 'vitest';
import { StoredInstallations } from '../../adapters/slack/installations.ts';
import { parseConfig } from '../../src/config.ts';
import { createCore } from '../../src/core.ts';
import { secretBox } from '../../src/secrets.ts';
import type { Services } from '../../src/services.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import {
  allOf,
  type EmulatedMessage,
  type SlackEmulator,
  startSlackEmulator,
} from '../support/slack/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import { startRouter } from '../support/slack/router.ts';
import * as signed from '../support/slack/signed.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';
import { visibleText } from '../support/slack/visible-text.ts';

interface View {
  readonly type: string;
  readonly private_metadata?: string;
  readonly callback_id?: string;
}

/** What came to a `response_url`. */
interface Answered {
  readonly text: string;
  readonly words: string;
}

/** The real program, reached as Slack reaches it, over as many Slack workspaces as asked for. */
export class World {
  readonly database: TestDatabase;
  readonly teams: readonly Team[];
  /** Slack's Web API on its way to the teams. */
  readonly api: FaultProxy;
  readonly environment: Readonly<Record<string, string>>;
  readonly #closers: (() => unknown)[];
  readonly logged: string[] = [];
  whetstone!: Whetstone;
  hoursLater = 0;

  private constructor(
    database: TestDatabase,
    teams: readonly Team[],
    api: FaultProxy,
    closers: (() => unknown)[],
  ) {
    this.database = database;
    this.teams = teams;
    this.api = api;
    this.#closers = closers;
    this.environment = {
      DATABASE_URL: database.connectionString,
      PORT: '0',
      SLACK_SIGNING_SECRET: signed.signingSecret,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'secret',
      SLACK_STATE_SECRET: 'state',
      SLACK_API_URL: api.apiUrl,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
  }

  static async start(...names: string[]): Promise<World> {
    const database = await testDatabase();
    // One after the other: each takes hold of its store while it starts.
    const emulators: SlackEmulator[] = [];
    for (const name of names) emulators.push(await startSlackEmulator(name));
    const router = await startRouter(emulators);
    const api = await startFaultProxy(
      new URL(router.apiUrl).origin,
      strictSlack(allOf(emulators), 'U0WHETSTON'),
    );
    const teams = await Promise.all(emulators.map((slack, index) => Team.open(`T${names[index]}`, slack)));
    const closers = [() => api.close(), () => router.close(), ...teams.map((team) => () => team.close())];
    const world = new World(database, teams, api, closers);
    for (const team of teams) await world.install(team);
    await world.launch();
    return world;
  }

  /** The first team. */
  get team(): Team {
    const [first] = this.teams;
    if (!first) throw new Error('a world without teams');
    return first;
  }

  /** Starts the program, perhaps in another environment. */
  async launch(changes: Readonly<Record<string, string | undefined>> = {}): Promise<void> {
    const now = () => new Date(Date.now() + this.hoursLater * 3_600_000);
    // Kept where a test can read it: it must not tell what people wrote.
    const log = pino({ base: null }, { write: (line) => void this.logged.push(line) });
    this.whetstone = await startWhetstone(parseConfig({ ...this.environment, ...changes }), { now, log });
    for (const team of this.teams) team.url = `${this.whetstone.address}/slack/events`;
  }

  /** As if Maya had installed Whetstone there. */
  async install({ id, slack }: Team): Promise<void> {
    const { db } = this.database;
    const core = createCore({ db } as Services);
    const key = Buffer.from(this.environment.ENCRYPTION_KEY ?? '', 'base64');
    const stored = new StoredInstallations(db, core, secretBox([key]), () => new Date());
    const bot = { token: slack.token, id: 'B0WHETSTON', userId: slack.botUser, scopes: [] };
    const user = { token: undefined, scopes: undefined, id: slack.member('maya') };
    await stored.save(
      { team: { id, name: id }, enterprise: undefined, bot, user },
      `https://${id}.slack.com/`,
    );
  }

  async close(): Promise<void> {
    await this.whetstone.stop();
    for (const close of this.#closers) await close();
    await this.database.destroy();
  }
}

/** One Slack workspace, and its members at work in #practice. */
export class Team {
  readonly id: string;
  readonly slack: SlackEmulator;
  readonly answered: Answered[] = [];
  /** The `response_url` of whatever is sent. */
  readonly responses: string;
  readonly #close: () => void;
  url = '';
  /** How Slack's bodies come to the program: signed, by HTTP, unless it is changed. */
  transport = (body: signed.Payload, delivery?: signed.Delivery): Promise<Response> =>
    signed.send(this.url, body, delivery);
  #ts = 1_800_000_000;

  private constructor(
    id: string,
    slack: SlackEmulator,
    responses: string,
    close: () => void,
    answered: Answered[],
  ) {
    this.id = id;
    this.slack = slack;
    this.responses = responses;
    this.#close = close;
    this.answered = answered;
  }

  static async open(id: string, slack: SlackEmulator): Promise<Team> {
    const answered: Answered[] = [];
    const hook = createServer(async (request, response) => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
      answered.push({ text: body.text, words: visibleText(body) });
      response.end('ok');
    });
    hook.listen(0, '127.0.0.1');
    await once(hook, 'listening');
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
    return new Team(id, slack, url, () => hook.close(), answered);
  }

  /** The same people in a team with another id. */
  as(id: string): Team {
    const team = new Team(id, this.slack, this.responses, this.#close, this.answered);
    team.url = this.url;
    team.transport = this.transport;
    return team;
  }

  async close(): Promise<void> {
    this.#close();
    await this.slack.close();
  }

  get channel(): string {
    return this.slack.channel('practice').channel_id;
  }

  /** The emulator knows maya and leo; others are only named in events. */
  user(name: string): string {
    return name === 'maya' || name === 'leo' ? this.slack.member(name) : `U0${name.toUpperCase()}`;
  }

  /** Asks for a question; returns its message, whose thread takes the answers. */
  async drop(): Promise<string> {
    const before = this.messages().length;
    await this.command('leo', 'question backend/slow-query');
    await expect.poll(() => this.messages().length, { timeout: 20_000 }).toBe(before + 1);
    return this.messages().at(-1)?.ts ?? '';
  }

  async command(name: string, text: string): Promise<Response> {
    return this.deliver(
      signed.command({
        team_id: this.id,
        channel_id: this.channel,
        channel_name: 'practice',
        user_id: this.user(name),
        text,
        trigger_id: await this.trigger(name),
        response_url: this.responses,
      }),
    );
  }

  /** The words of the answer that a command brings. */
  async ask(name: string, text: string): Promise<string> {
    const before = this.answered.length;
    await this.command(name, text);
    await expect.poll(() => this.answered.length, { timeout: 10_000 }).toBeGreaterThan(before);
    return this.answered.at(-1)?.words ?? '';
  }

  /** Somebody replies in a thread; returns the message's ts. */
  async reply(name: string, thread: string, text: string, more: object = {}): Promise<string> {
    this.#ts += 1;
    const ts = `${this.#ts}.000100`;
    await this.event({
      type: 'message',
      channel: this.channel,
      user: this.user(name),
      text,
      ts,
      thread_ts: thread,
      ...more,
    });
    return ts;
  }

  async event(what: object, delivery?: signed.Delivery): Promise<Response> {
    return this.deliver(signed.event(this.id, what), delivery);
  }

  /** A body as Slack sends its kind. */
  async deliver(body: signed.Payload, delivery?: signed.Delivery): Promise<Response> {
    return this.transport(body, delivery);
  }

  async interact(name: string, payload: object): Promise<Response> {
    return this.deliver(
      signed.interaction({
        team: { id: this.id },
        user: { id: this.user(name), team_id: this.id },
        channel: { id: this.channel, name: 'practice' },
        trigger_id: await this.trigger(name),
        response_url: this.responses,
        ...payload,
      }),
    );
  }

  /** Opens a form by `how`, and gives what Slack would send when it is submitted with these values. */
  async form(
    name: string,
    how: () => Promise<unknown>,
  ): Promise<(values: Record<string, object>) => Promise<Response>> {
    const before = this.views().length;
    await how();
    await expect.poll(() => this.views().length, { timeout: 10_000 }).toBeGreaterThan(before);
    const view = this.views().at(-1);
    return (values) =>
      this.interact(name, { type: 'view_submission', view: { ...view, ...stateOf(values) } });
  }

  views(): {
    readonly blocks?: unknown;
    readonly private_metadata?: string;
    readonly callback_id?: string;
  }[] {
    return (this.slack.store as unknown as { views: { all(): View[] } }).views
      .all()
      .filter(({ type }) => type === 'modal');
  }

  messages(thread?: string): EmulatedMessage[] {
    return this.slack.store.messages
      .all()
      .filter((message) => (thread === undefined ? !message.thread_ts : message.thread_ts === thread));
  }

  /** What the bot says in a thread, or in the channel. */
  said(thread?: string): string[] {
    return this.messages(thread).map((message) => visibleText(message));
  }

  async trigger(name: string): Promise<string> {
    const answer = await fetch(`${this.slack.url}/api/views.generateTriggerId`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.slack.token}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ user_id: this.user(name) }),
    });
    return ((await answer.json()) as { trigger_id?: string }).trigger_id ?? 'none';
  }
}

/** The state of a view with one element a block, as ours have. */
function stateOf(values: Record<string, object>) {
  const state = Object.entries(values).map(([block, value]) => [block, { value: { ...value } }]);
  return { state: { values: Object.fromEntries(state) } };
}

export const text = (value: string) => ({ type: 'plain_text_input', value });
export const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
export const several = (...values: string[]) => ({
  type: 'multi_static_select',
  selected_options: values.map((value) => ({ value })),
});
