import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { botScopes } from '../../adapters/slack/manifest.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** The id that Slack's test server gives its team. */
const installedTeam = 'T000000001';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team.as(installedTeam);
});
afterAll(() => world.close());
afterEach(async () => {
  vi.useRealTimers();
  // The program keeps what it knows of an installation; this is how it hears of the end.
  await team.event({ type: 'app_uninstalled' });
});

interface Attempt {
  readonly cookie: string;
  /** Where the page's link leads. */
  readonly link: URL;
}

/** Somebody opens the page from which one installs. */
async function open(): Promise<Attempt> {
  const page = await fetch(`${world.whetstone.address}/slack/install`);
  expect(page.status).toBe(200);
  const [, href = ''] = /<a href="([^"]+)"/.exec(await page.text()) ?? [];
  return {
    cookie: page.headers.get('set-cookie') ?? '',
    link: new URL(href.replaceAll('&amp;', '&')),
  };
}

/** They follow the link and agree in Slack, which sends them back to this address. */
async function agree({ link }: Attempt, name = 'maya'): Promise<string> {
  const { state, ...asked } = Object.fromEntries(link.searchParams);
  const back = await fetch(`${team.slack.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...asked, state: state ?? '', user_id: team.user(name) }),
  });
  return back.headers.get('location') ?? '';
}

async function come(address: string, cookie: string) {
  const answer = await fetch(address, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  const words = (await answer.text()).replace(/<[^>]+>/g, ' ');
  return { status: answer.status, words, headers: answer.headers };
}

async function install(name?: string) {
  const attempt = await open();
  return come(await agree(attempt, name), attempt.cookie);
}

async function rows(): Promise<{ team_id: string; sealed_token: string; installed_by: string }[]> {
  const found = await sql<Awaited<ReturnType<typeof rows>>[number]>`
    select * from slack_installations where team_id = ${installedTeam}`.execute(world.database.db);
  return found.rows;
}

/** The tokens that Slack gave out. */
const tokens = () =>
  team.slack.store.tokens
    .all()
    .map(({ token }) => token)
    .slice(2);

test('the page asks for what the manifest asks for, and marks the browser', async () => {
  const { cookie, link } = await open();
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    client_id: '1.2',
    scope: botScopes.map(({ scope }) => scope).join(','),
    redirect_uri: `${world.whetstone.address}/slack/oauth_redirect`,
    state: expect.stringMatching(/./),
  });
  expect(cookie).toMatch(/Secure; HttpOnly; Path=\/; Max-Age=600$/);
});

test('installed: the token is kept sealed, and the team is served at once', async () => {
  const { status, words, headers } = await install();
  expect([status, words]).toEqual([200, expect.stringContaining('Whetstone is installed')]);
  expect(words).toContain('/interview setup');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ installed_by: team.user('maya') });
  const token = tokens().at(-1) ?? 'none';
  expect(token).toMatch(/^xoxb-/);
  expect(JSON.stringify(row) + world.logged.join('')).not.toContain(token);
  expect(await team.ask('maya', 'settings')).toContain('settings set');
});

test('installed again, also after a removal: the new token is used at once, and the first installer stays the admin', async () => {
  await install();
  await team.ask('leo', 'help');
  await install('leo');
  expect(await rows()).toMatchObject([{ installed_by: team.user('maya') }]);
  // The old token is worth nothing any more.
  const used = team.slack.store.tokens as unknown as { all(): { id: number; token: string }[] };
  const old = used.all().find(({ token }) => token === tokens().at(-2));
  team.slack.store.tokens.delete(old?.id ?? 0);
  await team.drop();
  expect(await team.ask('leo', 'settings set votes :+1:')).toContain('is for admins');
  expect(await team.ask('maya', 'settings set votes :+1:')).not.toContain('admin');
  await sql`delete from slack_installations where team_id = ${installedTeam}`.execute(world.database.db);
  await install('leo');
  expect(await rows()).toMatchObject([{ installed_by: team.user('maya') }]);
});

test('whose installation doesn’t get through is not the first installer', async () => {
  const { db } = world.database;
  await sql`delete from slack_installations where team_id = ${installedTeam}`.execute(db);
  await sql`delete from slack_first_installers`.execute(db);
  await sql`alter table slack_installations rename to installations_away`.execute(db);
  expect((await install('leo')).status).toBeGreaterThanOrEqual(400);
  await sql`alter table installations_away rename to slack_installations`.execute(db);
  await install();
  expect(await rows()).toMatchObject([{ installed_by: team.user('maya') }]);
});

describe('refused with a page that says why', () => {
  const cases: [name: string, words: string, status: number, come: () => ReturnType<typeof come>][] = [
    [
      'You cancelled the installation in Slack',
      'cancelled',
      400,
      async () => {
        const { cookie, link } = await open();
        const state = link.searchParams.get('state');
        return come(
          `${world.whetstone.address}/slack/oauth_redirect?error=access_denied&state=${state}`,
          cookie,
        );
      },
    ],
    [
      'no code',
      'didn’t confirm',
      400,
      async () => come(`${world.whetstone.address}/slack/oauth_redirect`, (await open()).cookie),
    ],
    [
      'no state',
      'another browser or attempt',
      400,
      async () => come(`${world.whetstone.address}/slack/oauth_redirect?code=1`, (await open()).cookie),
    ],
    ['another browser', 'another browser or attempt', 400, async () => come(await agree(await open()), '')],
    [
      'another attempt',
      'another browser or attempt',
      400,
      async () => come(await agree(await open()), (await open()).cookie),
    ],
    [
      'a state that is forged',
      'another browser or attempt',
      400,
      async () => {
        const address = `${world.whetstone.address}/slack/oauth_redirect?code=1&state=forged`;
        return come(address, 'slack-app-oauth-state=forged');
      },
    ],
    [
      'too late',
      'more than ten minutes',
      400,
      async () => {
        const attempt = await open();
        const address = await agree(attempt);
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
        return come(address, attempt.cookie);
      },
    ],
    [
      'a code that was used',
      'invalid_code',
      400,
      async () => {
        const attempt = await open();
        const address = await agree(attempt);
        world.api.next('oauth.v2.access', { code: 'invalid_code' });
        return come(address, attempt.cookie);
      },
    ],
    [
      'a client secret that is wrong',
      'SLACK_CLIENT_SECRET (bad_client_secret)',
      500,
      async () => {
        world.api.next('oauth.v2.access', { code: 'bad_client_secret' });
        return install();
      },
    ],
    [
      'Slack is away',
      'Try again in a minute',
      503,
      async () => {
        world.api.next('oauth.v2.access', { status: 502 });
        return install();
      },
    ],
    [
      'a whole Enterprise organization',
      'one workspace at a time',
      409,
      async () => {
        world.api.next('oauth.v2.access', { status: 200, body: JSON.stringify(organization()) });
        return install();
      },
    ],
  ];
  test.each(cases)('%s', async (_name, words, status, attempt) => {
    const page = await attempt();
    expect([page.status, page.words]).toEqual([status, expect.stringContaining(words)]);
    expect(page.words).toContain('Try again');
    expect(await rows()).toEqual([]);
  });

  test('the database is away', async () => {
    const attempt = await open();
    const address = await agree(attempt);
    await sql`alter table slack_installations rename to installations_away`.execute(world.database.db);
    const page = await come(address, attempt.cookie);
    await sql`alter table installations_away rename to slack_installations`.execute(world.database.db);
    expect([page.status, page.words]).toEqual([503, expect.stringContaining('Try again in a minute')]);
  });
});

/** What Slack answers when an organization's admin installs for all of its workspaces. */
const organization = () => ({
  ok: true,
  app_id: 'A0WHETSTON',
  access_token: team.slack.token,
  token_type: 'bot',
  scope: 'commands',
  bot_user_id: team.slack.botUser,
  team: null,
  enterprise: { id: 'E0ACME0000', name: 'Acme' },
  is_enterprise_install: true,
  authed_user: { id: team.user('maya') },
});

test('a new key before the old one opens what the old one sealed, and seals what comes', async () => {
  await install();
  const old = world.environment.ENCRYPTION_KEY;
  const fresh = randomBytes(32).toString('base64');
  const relaunch = async (ENCRYPTION_KEY: string) => {
    await world.whetstone.stop();
    await world.launch({ ENCRYPTION_KEY });
    team.url = world.team.url;
  };
  await relaunch(`${fresh},${old}`);
  expect(await team.ask('leo', 'help')).toContain('/interview question');
  await install();
  // What is sealed under the new key alone opens without the old one.
  await relaunch(fresh);
  expect(await team.ask('leo', 'help')).toContain('/interview question');
  await relaunch(old ?? '');
  expect((await team.command('leo', 'help')).status).toBe(500);
  await relaunch(fresh);
});
