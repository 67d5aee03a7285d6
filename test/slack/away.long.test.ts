import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import type { Fault } from '../support/slack/fault-proxy.ts';
import { signingSecret } from '../support/slack/signed.ts';
import { type SocketServer, startSocketServer } from '../support/slack/socket-server.ts';
import { errorOf, type SlackTest, saying, slackTest } from './support.ts';

let on: SlackTest;
let database: TestDatabase;
let socket: SocketServer;
let whetstone: Whetstone | undefined;
beforeEach(async () => {
  [on, database, socket] = await Promise.all([slackTest(), testDatabase('shipped'), startSocketServer()]);
});
afterEach(async () => {
  await whetstone?.stop();
  whetstone = undefined;
  await Promise.all([on.close(), socket.close()]);
  await database.destroy();
});

const within = { timeout: 60_000 };
const opening = 'apps.connections.open';

async function start(
  more: Record<string, string> = {},
  signal?: AbortSignal,
  logged: string[] = [],
): Promise<Whetstone> {
  const config = parseConfig({
    DATABASE_URL: database.connectionString,
    PORT: '0',
    LOG_LEVEL: 'silent',
    PLAYGROUND: 'on',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: on.slack.token,
    SLACK_API_URL: on.proxy.apiUrl,
    ...more,
  });
  const log = pino({ base: null }, { write: (line) => void logged.push(line) });
  whetstone = await startWhetstone(config, { log, ...(signal ? { signal } : {}) });
  return whetstone;
}

const startSocket = (signal?: AbortSignal) => start({ SLACK_APP_TOKEN: 'xapp-1' }, signal);

const slackLine = ({ summary }: Whetstone) => summary.find((line) => line.startsWith('Slack')) ?? '';

async function ready() {
  const response = await fetch(`${whetstone?.address}/readyz`);
  return { code: response.status, ...((await response.json()) as object) };
}

const running = { code: 200, status: 'ok', database: 'ok', queue: 'ok' };
const away = { ...running, slack: 'away', problems: { slack: expect.stringMatching(/\w+ .*[.?]$/) } };
const back = { ...running, slack: 'ok' };

describe('Slack is away at the start', () => {
  test.each<[Fault, string]>([
    [{ status: 503 }, 'HTTP 503'],
    [{ status: 429, retryAfter: 1 }, 'HTTP 429'],
    [{ status: 200, body: '<html>maintenance</html>' }, 'no answer of Slack’s'],
    [{ code: 'internal_error' }, 'internal_error'],
    [{ cut: 'before' }, 'UND_ERR_SOCKET'],
    ['hang', 'TimeoutError'],
  ])('%j: it starts, says why, and connects when Slack is back', async (fault, reason) => {
    on.proxy.always(fault);
    const started = await start();
    expect(slackLine(started)).toContain(`Slack is not reached yet (${reason}). Whetstone keeps trying.`);
    expect(await ready()).toEqual(away);
    expect((await fetch(`${started.address}/c/practice`)).status).toBe(200);
    on.proxy.always(undefined);
    await expect.poll(ready, within).toEqual(back);
  });

  test('nothing listens there', async () => {
    const started = await start({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` });
    expect(slackLine(started)).toContain('(ECONNREFUSED)');
    expect(await ready()).toEqual(away);
  });

  test('what is to be posted goes out later', async () => {
    on.proxy.always({ status: 503 });
    const started = await start();
    const workspace = await started.core.workspaceFor('slack', 'T000000001', 'acme');
    const actor = { workspace, channel: on.place.channel, member: on.slack.member('maya') };
    await started.core.command(actor, 'question backend/slow-query');
    const posts = database.db.selectFrom('posts').where('workspace_id', '=', workspace);
    const post = () => posts.select(['state', 'error']).executeTakeFirst();
    await expect.poll(async () => (await post())?.error, within).toBe('Slack is not reached yet (HTTP 503).');
    on.proxy.always(undefined);
    await expect.poll(async () => (await post())?.state, within).toBe('sent');
    expect(on.messages()).toHaveLength(1);
  });

  test('and refuses the token later: it goes on without Slack', async () => {
    on.proxy.always({ status: 503 });
    const started = await start();
    on.proxy.always({ code: 'account_inactive' });
    const post = {
      workspace: '1',
      channel: 'C1',
      key: 'k',
      retry: false,
      since: new Date(),
      card: saying('hello'),
    };
    const refusal = async () => {
      const { slack } = started.services.platforms;
      const error = slack && (await errorOf(slack.post(post)));
      return `${error?.fault}: ${error?.message}`;
    };
    await expect
      .poll(refusal, within)
      .toMatch(/^unauthorized: Slack rejects SLACK_BOT_TOKEN \(account_inactive\)\. Copy/);
    expect(await ready()).toEqual(away);
  });
});

test.each(['invalid_auth', 'account_inactive', 'not_allowed_token_type'])(
  'a token that Slack refuses (%s) ends the start',
  async (code) => {
    on.proxy.always({ code });
    await expect(start()).rejects.toThrow(`Slack rejects SLACK_BOT_TOKEN (${code}). Copy the`);
  },
);

describe('Socket Mode', () => {
  test('Slack is away: it starts, says why, and connects when Slack is back', async () => {
    on.proxy.next(opening, { status: 503 });
    on.proxy.next(opening, { status: 429, retryAfter: 1 });
    on.proxy.next(opening, socket.opened);
    expect(slackLine(await startSocket())).toContain('Socket Mode, one workspace. Slack is not reached yet');
    expect(await ready()).toEqual(away);
    await expect.poll(ready, within).toEqual(back);
    expect(socket.connections()).toBe(1);
  });

  test('a connection that breaks is opened again, also when Slack is away meanwhile', async () => {
    on.proxy.next(opening, socket.opened);
    expect(slackLine(await startSocket())).toMatch(/Socket Mode, one workspace$/);
    on.proxy.next(opening, { status: 503 });
    on.proxy.next(opening, socket.opened);
    socket.cut();
    await expect.poll(() => socket.connections(), within).toBe(2);
    await expect.poll(ready, within).toEqual(back);
  });

  test('a token that is refused ends the start', async () => {
    on.proxy.next(opening, { code: 'not_allowed_token_type' });
    await expect(startSocket()).rejects.toThrow(
      'Slack rejects SLACK_APP_TOKEN (not_allowed_token_type). Create one on',
    );
  });

  test.each([
    ['too_many_websockets', 'another Whetstone'],
    ['link_disabled', 'Turn it on'],
    ['refresh_requested', ''],
  ] as const)(
    'Slack greets and ends the connection (%s): it comes back ever later, and says so',
    async (reason, sentence) => {
      for (let call = 0; call < 20; call += 1) on.proxy.next(opening, socket.opened);
      socket.refuse(reason);
      const logged: string[] = [];
      await start({ SLACK_APP_TOKEN: 'xapp-1' }, undefined, logged);
      await expect.poll(ready, within).toEqual(away);
      await expect.poll(() => socket.connections(), within).toBe(4);
      const [first = 0, second = 0, third = 0, fourth = 0] = socket.madeAt;
      // 1, 2 and 4 s, less up to a half.
      expect(second - first).toBeGreaterThan(490);
      expect(third - second).toBeGreaterThan(990);
      expect(fourth - third).toBeGreaterThan(1990);
      expect(logged.join('')).toContain(`ended (${reason})`);
      expect(logged.join('')).toContain(sentence);
      socket.refuse(undefined);
      await expect.poll(ready, within).toEqual(back);
    },
  );

  test('a code that nobody knows yet is no verdict on the token', async () => {
    on.proxy.next(opening, { code: 'a_code_of_tomorrow' });
    on.proxy.next(opening, socket.opened);
    expect(slackLine(await startSocket())).toContain('(a_code_of_tomorrow)');
    await expect.poll(ready, within).toEqual(back);
  });

  test('one that is taken back later ends nothing', async () => {
    on.proxy.next(opening, socket.opened);
    await startSocket();
    on.proxy.next(opening, { code: 'invalid_auth' });
    socket.cut();
    await expect.poll(ready, within).toEqual(away);
  });
});

describe('stopping while it tries', () => {
  const tookMs = async (work: Promise<unknown>) => {
    const from = performance.now();
    await work;
    return performance.now() - from;
  };

  test.each(['auth.test', opening])('at the start, in %s', async (method) => {
    on.proxy.next(method, 'hang');
    const stopping = new AbortController();
    const starting = startSocket(stopping.signal).catch((error: unknown) => error);
    await expect.poll(() => on.proxy.calls.map((call) => call.method), within).toContain(method);
    stopping.abort();
    expect(await tookMs(starting)).toBeLessThan(30_000);
    expect(await starting).toBe(stopping.signal.reason);
  });

  test('and after it', async () => {
    on.proxy.always({ status: 429, retryAfter: 60 });
    const started = await startSocket();
    expect(await tookMs(started.stop())).toBeLessThan(30_000);
  });
});
