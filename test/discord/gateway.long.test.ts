import { GatewayIntentBits as Intent } from 'discord.js';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { better, good } from '../support/answers.ts';
import { testDatabase } from '../support/database.ts';
import { startDiscordServer } from '../support/discord/server.ts';
import { freePort } from '../support/free-port.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

const within = { timeout: 60_000 };

describe('a connection that breaks', () => {
  let world: World;
  let team: Team;
  let thread: string;
  beforeEach(async () => {
    world = await World.start('Acme');
    team = world.team;
    thread = await team.drop();
  });
  afterEach(() => world.close());

  const texts = async () => {
    const rows = await world.database.db.selectFrom('answer_revisions').select('text').execute();
    return rows.map(({ text }) => text).sort();
  };

  test.each([
    ['without a word', undefined],
    ['with a code', 4000],
  ])('%s is resumed: what came meanwhile is told again, and counts once', async (_how, code) => {
    team.person('maya').write(thread, good);
    await expect.poll(texts, within).toEqual([good]);
    world.discord.gateway.drop(code);
    team.person('leo').write(thread, better);
    await expect.poll(texts, within).toEqual([better, good].sort());
    world.discord.gateway.redeliver('MESSAGE_CREATE');
    team.person('priya').write(thread, `${good} And more.`);
    await expect.poll(async () => (await world.answers()).length, within).toBe(3);
  });

  test('a session that can’t be resumed begins anew, and catches up with threads', async () => {
    const maya = team.person('maya').write(thread, good);
    const leo = team.person('leo').write(thread, better);
    await expect.poll(texts, within).toEqual([better, good].sort());
    world.discord.gateway.hold();
    team.person('leo').delete(leo);
    team.person('maya').edit(maya, `${good} I would also look at locks.`);
    for (let count = 0; count < 110; count += 1) team.person('sam').write(thread, `so ${count}`);
    team.person('priya').write(thread, `${better} And I ask why it is slow.`);
    world.discord.gateway.invalidateSessions();
    world.discord.gateway.release();
    const standing = async () =>
      (await world.answers()).filter(({ state }) => state === 'standing').map(({ member_id }) => member_id);
    await expect.poll(standing, within).toEqual([team.id('maya'), team.id('priya')]);
    await expect.poll(texts, within).toContain(`${good} I would also look at locks.`);
  });

  test('an outage of the gateway is waited out; it shows, and what came meanwhile is told again', async () => {
    const chat = async () => {
      const answer = await fetch(`${world.whetstone.address}/readyz`);
      return ((await answer.json()) as { discord: string }).discord;
    };
    expect(await chat()).toBe('ok');
    world.discord.gateway.shut();
    await expect.poll(chat, within).toBe('away');
    team.person('maya').write(thread, good);
    // It has tried in vain at least once.
    await expect.poll(() => world.logged.join(''), within).toContain('a connection to Discord broke');
    world.discord.gateway.open();
    await expect.poll(chat, within).toBe('ok');
    await expect.poll(texts, within).toEqual([good]);
  });

  test('a command that is told twice is done once, and its answer stays', async () => {
    const asked = await team.command('maya', ['stats']);
    const words = await said(asked);
    world.discord.gateway.redeliver('INTERACTION_CREATE');
    await team.command('leo', ['question'], { question: 'backend/slow-query' });
    world.discord.gateway.redeliver('INTERACTION_CREATE');
    await expect.poll(() => team.threads().length, within).toBe(2);
    // Whatever the repetitions brought has come by the time that another command is through.
    await team.ask('priya', ['help']);
    expect(team.threads()).toHaveLength(2);
    expect(await said(asked)).toBe(words);
  });

  test('Discord asks to reconnect', async () => {
    world.discord.gateway.reconnect();
    team.person('maya').write(thread, good);
    await expect.poll(texts, within).toEqual([good]);
  });

  test('what came while it wasn’t running is found at the start', async () => {
    await world.whetstone.stop();
    team.person('maya').write(thread, good);
    await world.launch();
    await team.hears(thread, `For @${team.id('maya')}`);
  });

  test('what came while it wasn’t running is found behind 2,000 replies, too', async () => {
    await world.whetstone.stop();
    for (let count = 0; count < 2000; count += 1) team.person('sam').write(thread, `so ${count}`);
    team.person('maya').write(thread, good);
    await world.launch();
    await expect.poll(texts, within).toEqual([good]);
  }, 60_000);

  test('votes that came and went while it wasn’t running are counted at the start', async () => {
    const answer = team.person('maya').write(thread, good);
    await team.hears(thread, `For @${team.id('maya')}`);
    team.person('leo').react(answer, '👍');
    const voters = async () => {
      const votes = world.database.db.selectFrom('votes').select('voter_id').orderBy('voter_id');
      return (await votes.execute()).map(({ voter_id }) => voter_id);
    };
    await expect.poll(voters, within).toEqual([team.id('leo')]);
    await world.whetstone.stop();
    team.person('leo').unreact(answer, '👍');
    team.person('priya').react(answer, '⭐');
    await world.launch();
    await expect.poll(voters, within).toEqual([team.id('priya')]);
  });

  test('a server that was unavailable at the start is caught up when it comes', async () => {
    await world.whetstone.stop();
    team.person('maya').write(thread, good);
    team.guild.setAvailable(false);
    await world.launch();
    expect(await world.answers()).toEqual([]);
    team.guild.setAvailable(true);
    await team.hears(thread, `For @${team.id('maya')}`);
  });

  test('a vote by super reaction stays over a restart', async () => {
    const answer = team.person('maya').write(thread, good);
    await team.hears(thread, `For @${team.id('maya')}`);
    team.person('leo').superReact(answer, '👍');
    const votes = async () =>
      (await world.database.db.selectFrom('votes').select('voter_id').execute()).map(
        ({ voter_id }) => voter_id,
      );
    await expect.poll(votes, within).toEqual([team.id('leo')]);
    await world.whetstone.stop();
    team.person('priya').superReact(answer, '⭐');
    await world.launch();
    await expect.poll(votes, within).toEqual([team.id('leo'), team.id('priya')]);
  });

  test('chat beside an answer stays chat when the answer is deleted, also when it is pinned or read again', async () => {
    const answer = team.person('maya').write(thread, good);
    await team.hears(thread, `For @${team.id('maya')}`);
    const chat = team.person('maya').write(thread, better);
    team.person('maya').delete(answer);
    const standing = async () => (await world.answers()).filter(({ state }) => state === 'standing').length;
    await expect.poll(standing, within).toBe(0);
    team.person('maya').pin(chat);
    await world.whetstone.stop();
    await world.launch();
    team.person('leo').write(thread, good);
    await expect.poll(standing, within).toBe(1);
    expect((await world.answers()).map(({ member_id }) => member_id)).toEqual([
      team.id('maya'),
      team.id('leo'),
    ]);
    team.person('maya').edit(chat, `${better} And I look at locks.`);
    await expect.poll(standing, within).toBe(2);
  });

  test('a database that fails for a moment loses nothing', async () => {
    const { db } = world.database;
    await sql`alter table answers rename to answers_away`.execute(db);
    team.person('maya').write(thread, good);
    const noticed = () => world.logged.some((line) => line.includes('an event is not stored yet'));
    await expect.poll(noticed, within).toBe(true);
    await sql`alter table answers_away rename to answers`.execute(db);
    await team.hears(thread, `For @${team.id('maya')}`);
    expect(world.logged.join('')).not.toContain(good);
  });
});

test('as many connections as Discord recommends, and each server by its own', async () => {
  const world = await World.startSharded(2, 'Acme', 'Globex', 'Initech');
  onTestFinished(() => world.close());
  expect(world.discord.gateway.connected).toBe(2);
  const shards = new Set(world.teams.map(({ guild }) => Number((BigInt(guild.id) >> 22n) % 2n)));
  expect(shards.size).toBe(2);
  await Promise.all(
    world.teams.map(async (team) => {
      const thread = await team.drop();
      team.person('maya').write(thread, good);
      await team.hears(thread, `For @${team.id('maya')}`);
    }),
  );
  expect(await world.answers()).toHaveLength(3);
});

describe('the start', () => {
  let whetstone: Whetstone | undefined;
  const logged: string[] = [];
  const log = pino({ base: null }, { write: (line) => void logged.push(line) });
  afterEach(async () => {
    await whetstone?.stop();
    whetstone = undefined;
  });

  const start = async (connectionString: string, discord: { token: string; apiUrl: string }) => {
    whetstone = await startWhetstone(
      parseConfig({
        DATABASE_URL: connectionString,
        PORT: '0',
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
      }),
      { log },
    );
    return whetstone.summary.find((line) => line.startsWith('Discord')) ?? '';
  };

  test('ends with what to switch on when an intent is refused, and with what to copy when the token is', async () => {
    const [database, discord] = await Promise.all([
      testDatabase('shipped'),
      startDiscordServer({ allowedIntents: Intent.GuildPresences }),
    ]);
    await expect(start(database.connectionString, discord)).rejects.toThrow(/Message Content Intent/);
    await expect(start(database.connectionString, { ...discord, token: 'wrong' })).rejects.toThrow(
      /Discord rejects DISCORD_TOKEN/,
    );
    await discord.close();
    await database.destroy();
  });

  test.each([
    ['Cloudflare’s page', { status: 403 }, 'HTTP 403'],
    ['Cloudflare’s code', { status: 403, body: { message: 'internal network error', code: 40333 } }, '40333'],
    ['a proxy’s 401', { status: 401 }, 'HTTP 401'],
    ['a code of tomorrow', { status: 403, body: { message: 'Something', code: 99_999 } }, '99999'],
    ['a page as if all were well', { status: 200 }, 'no answer of Discord’s'],
  ])('%s is no verdict on the token', async (_what, fault, reason) => {
    const [database, discord] = await Promise.all([testDatabase('shipped'), startDiscordServer()]);
    discord.faults.next({ path: '/gateway/bot', ...fault });
    expect(await start(database.connectionString, discord)).toContain(
      `Discord is not reached yet (${reason}). Whetstone keeps trying.`,
    );
    const ready = async () => (await (await fetch(`${whetstone?.address}/readyz`)).json()) as object;
    await expect.poll(ready, within).toMatchObject({ discord: 'ok' });
    await whetstone?.stop();
    await discord.close();
    await database.destroy();
  });

  test('waits until Discord begins sessions again, and says when that is', async () => {
    const [database, discord] = await Promise.all([testDatabase('shipped'), startDiscordServer()]);
    const until = (ms: number) => ({
      url: 'wss://nowhere.invalid',
      shards: 1,
      session_start_limit: { total: 1000, remaining: 0, reset_after: ms, max_concurrency: 1 },
    });
    discord.faults.next({ path: '/gateway/bot', status: 200, body: until(2000) });
    const sentence = /the day’s sessions are used up; it goes on at \d{4}-\d\d-\d\d \d\d:\d\d UTC/;
    expect(await start(database.connectionString, discord)).toMatch(sentence);
    const ready = async () => (await (await fetch(`${whetstone?.address}/readyz`)).json()) as object;
    expect(await ready()).toMatchObject({
      discord: 'away',
      problems: { discord: expect.stringMatching(sentence) },
    });
    expect(logged.join('')).toMatch(sentence);
    await expect.poll(ready, within).toMatchObject({ discord: 'ok' });
    expect(await ready()).not.toHaveProperty('problems');
    await whetstone?.stop();
    await discord.close();
    await database.destroy();
  });

  test('goes on while Discord is away, says so, and connects by itself', async () => {
    const [database, discord] = await Promise.all([testDatabase('shipped'), startDiscordServer()]);
    discord.addGuild('Acme');
    discord.faults.next({ path: '/gateway/bot', status: 503 });
    expect(await start(database.connectionString, discord)).toContain(
      'Discord is not reached yet (HTTP 503). Whetstone keeps trying.',
    );
    const ready = async () => (await (await fetch(`${whetstone?.address}/readyz`)).json()) as object;
    expect(await ready()).toMatchObject({ status: 'ok', discord: 'away' });
    await expect.poll(ready, within).toMatchObject({ discord: 'ok' });
    await whetstone?.stop();

    const nowhere = { token: discord.token, apiUrl: `http://127.0.0.1:${await freePort()}/api` };
    expect(await start(database.connectionString, nowhere)).toContain('(ECONNREFUSED)');
    await discord.close();
    await whetstone?.stop();
    await database.destroy();
  });
});
