import { GatewayIntentBits as Intent } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import { freePort } from '../support/free-port.ts';
import { doctor } from './doctor.ts';
import { whetstone } from './program.ts';

let discord: DiscordServer;
beforeEach(async () => {
  discord = await startDiscordServer();
});
afterEach(() => discord.close());

const variables = (more: Record<string, string> = {}) => ({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  ...more,
});
const registered = () => discord.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);

describe('discord register', () => {
  test('registers the commands everywhere, or in one server', async () => {
    const guild = discord.addGuild('Acme');
    const names = 'Registered: interview, Review answer, Use as my answer, Get feedback again.\n';
    const everywhere = await whetstone('discord register', variables()).ended;
    expect([everywhere.code, everywhere.out, everywhere.err]).toEqual([0, names, '']);
    const one = await whetstone(`discord register --guild ${guild.id}`, variables()).ended;
    expect([one.code, one.out]).toEqual([0, names]);
    const application = `/applications/${discord.applicationId}`;
    expect(registered()).toEqual([`${application}/commands`, `${application}/guilds/${guild.id}/commands`]);
  });

  test.each([
    ['', {}, 'Set DISCORD_TOKEN: it’s on the application’s “Bot” page.'],
    ['--guild acme', 'token', '--guild takes a server id: the number that “Copy Server ID” gives you.'],
    [
      '--guild 100000000000000001',
      'token',
      'Whetstone isn’t in that server. Invite it first; `whetstone doctor` prints the link.',
    ],
    [
      '',
      'wrong',
      'Discord rejects DISCORD_TOKEN. Copy it from the application’s “Bot” page, or reset it there.',
    ],
  ])('%s says what is wrong', async (args, given, sentence) => {
    const environment =
      given === 'token' ? variables() : given === 'wrong' ? variables({ DISCORD_TOKEN: 'wrong' }) : {};
    const { code, err, out } = await whetstone(`discord register ${args}`, environment).ended;
    expect([code, out, err]).toEqual([1, '', `${sentence}\n`]);
  });
});

describe('doctor', () => {
  test('says whose the token is, that answers can be read, and prints the invite link', async () => {
    discord.addGuild('Acme');
    const { found, out } = await doctor(variables());
    expect(found('Discord token')[0]).toMatch(/^good: of the application/);
    expect(found('Discord intents')).toEqual(['good: answers can be read']);
    expect(found('Discord servers')).toEqual(['good: in 1']);
    expect(found('Discord invite')[0]).toContain(`client_id=${discord.applicationId}`);
    expect(out).not.toContain(discord.token);
  });

  test('says what to switch on, and what to copy', async () => {
    const strict = await startDiscordServer({ allowedIntents: Intent.GuildPresences });
    const { found } = await doctor({ DISCORD_TOKEN: strict.token, DISCORD_API_URL: strict.apiUrl });
    expect(found('Discord intents')[0]).toMatch(/^bad: Message Content Intent is off.*→ Switch it on/);
    await strict.close();
    const wrong = await doctor(variables({ DISCORD_TOKEN: 'wrong' }));
    expect(wrong.found('Discord token')[0]).toMatch(
      /^bad: Discord refuses it \(HTTP 401\) → Discord rejects/,
    );
    const away = await doctor(variables({ DISCORD_API_URL: `http://127.0.0.1:${await freePort()}/api` }));
    expect(away.found('Discord token')[0]).toMatch(/^bad: Discord is not reached \(ECONNREFUSED\)/);
  });
});
