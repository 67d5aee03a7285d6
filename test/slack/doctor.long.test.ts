import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { StoredInstallations } from '../../adapters/slack/installations.ts';
import { botScopes } from '../../adapters/slack/manifest.ts';
import { createCore } from '../../src/app/create-core.ts';
import { secretBox } from '../../src/base/secrets.ts';
import type { Services } from '../../src/services/services.ts';
import { doctor } from '../cli/doctor.ts';
import { whetstone } from '../cli/program.ts';
import { testDatabase } from '../support/database.ts';
import { usedDatabase } from '../support/empty-database.ts';
import { freePort } from '../support/free-port.ts';
import { startRouter } from '../support/slack/router.ts';
import { startSocketServer } from '../support/slack/socket-server.ts';
import { type SlackTest, slackTest } from './support.ts';

const secret = randomBytes(16).toString('hex');

let on: SlackTest;
beforeEach(async () => {
  on = await slackTest();
});
afterEach(() => on.close());

/** One workspace over HTTP, at Slack's stand-in. */
const byToken = (more: Record<string, string> = {}) => ({
  SLACK_SIGNING_SECRET: secret,
  SLACK_BOT_TOKEN: on.slack.token,
  SLACK_API_URL: on.proxy.apiUrl,
  ...more,
});

describe('the bot token', () => {
  test('that is good: the team and the bot are named, and nothing is secret in it', async () => {
    const { found, code, out } = await doctor(byToken());
    expect(found('Slack bot token')).toEqual(['good: acme, as @whetstone']);
    expect(found('Slack signing secret')).toEqual(['good: has the right form']);
    expect(found('Slack request URL')).toEqual(['off: set PUBLIC_URL to have it checked']);
    expect(code).toBe(0);
    for (const hidden of [secret, on.slack.token]) expect(out).not.toContain(hidden);
  });

  test('without scopes: each that is missing, and why it is needed', async () => {
    const { found, code } = await doctor(byToken({ SLACK_BOT_TOKEN: on.slack.tokenWithoutScopes }));
    const lacking = found('Slack bot token').slice(1);
    expect(lacking).toHaveLength(botScopes.length - 1);
    expect(lacking[1]).toBe(
      'bad: lacks the scope chat:write: Posting questions, feedback and leaderboards, in channels that it is in. → Add it under OAuth & Permissions, Bot Token Scopes, at api.slack.com/apps, and install the app again.',
    );
    expect(code).toBe(1);
  });

  test.each([
    [{ code: 'invalid_auth' }, 'bad: Slack refuses it (invalid_auth) → Copy the “Bot User OAuth Token”'],
    [{ status: 503 }, 'bad: Slack is not reached (HTTP 503) → Is slack.com reachable from here?'],
    [{ status: 429, retryAfter: 9 }, 'bad: Slack is not reached (HTTP 429) → Is slack.com'],
    ['hang', 'bad: no answer within 10 s →'],
  ] as const)('%j', async (fault, expected) => {
    on.proxy.always(fault);
    const { found, code } = await doctor(byToken());
    expect(found('Slack bot token')).toEqual([expect.stringContaining(expected)]);
    expect(code).toBe(1);
  });
});

test('a signing secret of another form', async () => {
  const { found } = await doctor(byToken({ SLACK_SIGNING_SECRET: 'xoxb-wrong' }));
  expect(found('Slack signing secret')).toEqual([expect.stringMatching(/^bad: .* isn’t 32 characters/)]);
});

test('the request URL of a running Whetstone, with its secret and with another', async () => {
  const port = String(await freePort());
  const variables = byToken({ DATABASE_URL: await usedDatabase(), PORT: port });
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  const program = whetstone('start', variables);
  await expect.poll(() => program.out(), { timeout: 60_000 }).toContain('Ctrl-C');
  const { found } = await doctor({ ...variables, PUBLIC_URL });
  expect(found('Slack request URL')).toEqual([`good: ${PUBLIC_URL}/slack/events answers`]);
  expect(found('PUBLIC_URL')).toEqual([expect.stringContaining('bad: does not begin with https://')]);
  const other = { SLACK_SIGNING_SECRET: randomBytes(16).toString('hex'), PUBLIC_URL };
  const stranger = await doctor({ ...variables, ...other });
  expect(stranger.found('Slack request URL')).toEqual([
    expect.stringContaining('rejects our signature → The running Whetstone has a different'),
  ]);
});

describe('the app token', () => {
  test.each([
    ['opens connections', undefined, 'good: opens connections for Socket Mode'],
    ['lacks its scope', 'missing_scope', 'bad: Slack refuses it (missing_scope) → Create one on'],
    ['is none', 'not_allowed_token_type', 'bad: Slack refuses it (not_allowed_token_type) → Create'],
  ])('that %s', async (_name, code, expected) => {
    const socket = await startSocketServer();
    onTestFinished(socket.close);
    on.proxy.next('apps.connections.open', code ? { code } : socket.opened);
    const { found } = await doctor(byToken({ SLACK_APP_TOKEN: 'xapp-hidden' }));
    expect(found('Slack app token')).toEqual([expect.stringContaining(expected)]);
    expect(found('Slack request URL')).toEqual([]);
    expect(socket.connections()).toBe(0);
  });
});

test('OAuth: each installation is asked about, and a key that opens none is named', async () => {
  const router = await startRouter([on.slack]);
  onTestFinished(() => router.close());
  const { db, connectionString, destroy } = await testDatabase('shipped');
  onTestFinished(destroy);
  const key = randomBytes(32);
  const core = createCore({ db } as Services);
  const stored = new StoredInstallations(db, core, secretBox([key]), () => new Date());
  for (const [team, token] of [
    ['Tacme', on.slack.token],
    ['Tgone', 'xoxb-gone'],
  ] as const) {
    const bot = { token, id: 'B1', userId: 'U1', scopes: [] };
    const user = { token: undefined, scopes: undefined, id: 'U2' };
    await stored.save({ team: { id: team, name: team }, enterprise: undefined, bot, user }, undefined);
  }
  const variables = {
    DATABASE_URL: connectionString,
    SLACK_SIGNING_SECRET: secret,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'hidden',
    SLACK_STATE_SECRET: 'hidden',
    SLACK_API_URL: router.apiUrl,
    ENCRYPTION_KEY: key.toString('base64'),
  };
  const { found, out } = await doctor(variables);
  expect(found('Slack installations')).toEqual(['good: 2']);
  expect(found('Slack team Tacme')[0]).toBe('good: acme, as @whetstone');
  expect(found('Slack team Tgone')).toEqual([
    expect.stringContaining('bad: Slack refuses it (invalid_auth) → Ask an admin of this team to install'),
  ]);
  expect(found('PUBLIC_URL')).toEqual([expect.stringContaining('bad: not set → Set it to install')]);
  for (const hidden of ['hidden', 'xoxb-', secret]) expect(out).not.toContain(hidden);

  const otherKey = { ENCRYPTION_KEY: randomBytes(32).toString('base64') };
  const locked = await doctor({ ...variables, ...otherKey });
  expect(locked.found('Slack installations')).toEqual([
    expect.stringContaining('bad: ENCRYPTION_KEY can’t decrypt every stored token'),
  ]);
});
