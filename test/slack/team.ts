import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { EmulatedMessage, SlackEmulator } from '../support/slack/emulator.ts';
import * as signed from '../support/slack/signed.ts';
import { stateOf } from '../support/slack/view-state.ts';
import { visibleText } from '../support/slack/visible-text.ts';

interface View {
  readonly type: string;
  readonly private_metadata?: string;
  readonly callback_id?: string;
}

/** What came to a `response_url`. */
interface Answered {
  /** Of the `response_url`. */
  readonly path: string | undefined;
  readonly text: string;
  readonly words: string;
  readonly blocks: readonly unknown[];
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
      answered.push({ path: request.url, text: body.text, words: visibleText(body), blocks: body.blocks });
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
    await expect.poll(() => this.messages().length, { timeout: 60_000 }).toBe(before + 1);
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
    await expect.poll(() => this.answered.length, { timeout: 60_000 }).toBeGreaterThan(before);
    return this.answered.at(-1)?.words ?? '';
  }

  /** The event of a message in a thread. */
  written(name: string, thread: string, text: string, ts: string, more: object = {}) {
    return {
      type: 'message',
      channel: this.channel,
      user: this.user(name),
      text,
      ts,
      thread_ts: thread,
      ...more,
    };
  }

  /** Somebody replies in a thread; returns the message's ts. */
  async reply(name: string, thread: string, text: string, more: object = {}): Promise<string> {
    this.#ts += 1;
    const ts = `${this.#ts}.000100`;
    await this.event(this.written(name, thread, text, ts, more));
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

  /** Presses a button of a message. */
  async press(
    name: string,
    message: Partial<Pick<EmulatedMessage, 'ts' | 'thread_ts' | 'blocks'>> | undefined,
    label: string,
  ): Promise<Response> {
    const { ts = '', thread_ts, blocks } = message ?? {};
    const rows = (blocks ?? []) as { elements?: { type: string; text?: { text: string } }[] }[];
    const button = rows.flatMap(({ elements = [] }) => elements).find(({ text }) => text?.text === label);
    return this.interact(name, {
      type: 'block_actions',
      message: { ts, thread_ts },
      container: { type: 'message', message_ts: ts, channel_id: this.channel },
      actions: [button],
    });
  }

  /** Opens a form by `how`, and gives what Slack would send when it is submitted with these values. */
  async form(
    name: string,
    how: () => Promise<unknown>,
  ): Promise<(values: Record<string, object>) => Promise<Response>> {
    const before = this.views().length;
    await how();
    await expect.poll(() => this.views().length, { timeout: 60_000 }).toBeGreaterThan(before);
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

  /** What was sent to a thread, or to the channel. */
  messages(thread?: string): EmulatedMessage[] {
    return this.slack.store.messages
      .all()
      .filter((message) =>
        thread === undefined
          ? !message.thread_ts && message.channel_id === this.channel
          : message.thread_ts === thread,
      );
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
