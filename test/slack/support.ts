import { slackClient } from '../../adapters/slack/client.ts';
import { type Connection, Connections } from '../../adapters/slack/connections.ts';
import { FixedInstallation } from '../../adapters/slack/installations.ts';
import { Members } from '../../adapters/slack/members.ts';
import { createSlackPlatform } from '../../adapters/slack/platform.ts';
import type { Card } from '../../src/chat/card.ts';
import { type Platform, PlatformError } from '../../src/chat/platform.ts';
import { type EmulatedMessage, type SlackEmulator, startSlackEmulator } from '../support/slack/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';

export interface SlackTest {
  readonly platform: Platform;
  readonly workspace: string;
  readonly slack: SlackEmulator;
  readonly proxy: FaultProxy;
  /** #practice */
  readonly place: { readonly workspace: string; readonly channel: string };
  /** Says hello there once per key. */
  post(key: string, retry?: boolean, thread?: string): Promise<{ readonly message: string }>;
  /** What stands in a channel, threads included. */
  messages(channel?: string): EmulatedMessage[];
  close(): Promise<void>;
}

export function saying(text: string): Card {
  return { summary: text, blocks: [{ type: 'text', text }] };
}

/** The PlatformError that the work ends with, if it does. */
export function errorOf(work: Promise<unknown>): Promise<PlatformError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof PlatformError) return error;
      throw error;
    },
  );
}

interface SlackTestOptions {
  readonly name?: string;
  tokenOf?(slack: SlackEmulator): string;
  readonly timeoutMs?: number;
}

/** The platform against a Slack of its own, with a proxy between them that can misbehave. */
export async function slackTest({
  name = 'acme',
  tokenOf = (slack) => slack.token,
  timeoutMs,
}: SlackTestOptions = {}): Promise<SlackTest> {
  const slack = await startSlackEmulator(name);
  const proxy = await startFaultProxy(slack.url, strictSlack(slack.store, slack.botUser));
  const workspace = `workspace-${name}`;
  const installation = new FixedInstallation({
    workspace,
    team: `T-${name}`,
    token: tokenOf(slack),
    botId: 'B0WHETSTON',
    botUser: slack.botUser,
    url: `https://${name}.slack.com/`,
    scopes: [],
    installedBy: undefined,
  });
  const connections = new ImpatientConnections(installation, proxy.apiUrl, timeoutMs);
  const place = { workspace, channel: slack.channel('practice').channel_id };
  const platform = createSlackPlatform(connections, new Members());
  return {
    platform,
    workspace,
    slack,
    proxy,
    place,
    post: (key, retry = false, thread) =>
      platform.post({
        ...place,
        key,
        retry,
        since: new Date(),
        card: saying('hello'),
        ...(thread === undefined ? {} : { thread }),
      }),
    messages: (channel = place.channel) =>
      slack.store.messages.all().filter(({ channel_id }) => channel_id === channel),
    async close() {
      await proxy.close();
      await slack.close();
    },
  };
}

/** The real ones, with a client that waits less long. */
class ImpatientConnections extends Connections {
  readonly #apiUrl: string;
  readonly #timeoutMs: number | undefined;

  constructor(installation: FixedInstallation, apiUrl: string, timeoutMs: number | undefined) {
    super(installation, apiUrl);
    this.#apiUrl = apiUrl;
    this.#timeoutMs = timeoutMs;
  }

  override async byWorkspace(workspace: string): Promise<Connection> {
    const connection = await super.byWorkspace(workspace);
    if (this.#timeoutMs === undefined) return connection;
    return { ...connection, client: slackClient(connection.token, this.#apiUrl, this.#timeoutMs) };
  }
}
