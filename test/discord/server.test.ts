import { Client, Events, GatewayIntentBits, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allIntents, type DiscordJs, refusal, startDiscordJs } from '../support/discord/discord-js.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';

let discord: DiscordJs;
let server: DiscordServer;

beforeEach(async () => {
  discord = await startDiscordJs();
  ({ server } = discord);
});

afterEach(() => discord.close());

describe('the gateway', () => {
  it('lets a client log in and see its guilds', async () => {
    const { guild, practice } = discord;
    const client = await discord.loggedIn();
    expect(client.user.id).toBe(server.botUser.id);
    expect(client.guilds.cache.get(guild.id)?.channels.cache.get(practice.id)?.name).toBe('practice');
    expect(client.guilds.cache.get(guild.id)?.members.me?.roles.cache.has(guild.botRole.id)).toBe(true);
    const later = new Promise((resolve) => client.once(Events.GuildCreate, resolve));
    const second = server.addGuild('Initech');
    expect(await later).toMatchObject({ id: second.id });
    const gone = new Promise((resolve) => client.once(Events.GuildDelete, resolve));
    second.kickBot();
    expect(await gone).toMatchObject({ id: second.id });
  });

  it('refuses a bad token and intents that are not allowed', async () => {
    await expect(discord.client().login('bad')).rejects.toThrow('invalid token');
    const strict = await startDiscordServer({ allowedIntents: 0 });
    const client = new Client({ intents: allIntents, rest: { api: strict.apiUrl } });
    await expect(client.login(strict.token)).rejects.toThrow('disallowed intents');
    await strict.close();
  });

  it('shows no content to those who may not see it, but that which mentions them', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn(discord.client(allIntents & ~GatewayIntentBits.MessageContent));
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => seen.push(content));
    server.as(maya).write(practice, 'secret');
    server.as(maya).write(practice, `hello <@${server.botUser.id}>`);
    await expect.poll(() => seen).toEqual(['', `hello <@${server.botUser.id}>`]);
  });

  it('replays what was missed after a drop', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => seen.push(content));
    server.as(maya).write(practice, 'one');
    await expect.poll(() => seen).toEqual(['one']);
    for (const drop of [() => server.gateway.drop(), () => server.gateway.drop(4000)]) {
      const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
      drop();
      server.as(maya).write(practice, 'missed');
      await resumed;
    }
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    server.gateway.reconnect();
    await resumed;
    await expect.poll(() => seen).toEqual(['one', 'missed', 'missed']);
  });

  it('forgets what was missed when the session is invalid', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => seen.push(content));
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    server.gateway.invalidateSessions();
    server.as(maya).write(practice, 'lost');
    await again;
    server.as(maya).write(practice, 'heard');
    await expect.poll(() => seen).toEqual(['heard']);
  });

  it('holds back, and delivers twice', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const seen: string[] = [];
    client.on(Events.Raw as never, ((packet: { t: string }) => seen.push(packet.t)) as never);
    server.gateway.hold();
    const message = server.as(maya).write(practice, 'one');
    server.as(maya).react(message, '👍');
    expect(seen).toEqual([]);
    server.gateway.release();
    server.gateway.redeliver('MESSAGE_CREATE');
    await expect.poll(() => seen).toEqual(['MESSAGE_CREATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_CREATE']);
  });

  it('gives each shard its own guilds', async () => {
    const ids = [discord.guild.id, server.addGuild('Initech').id, server.addGuild('Hooli').id];
    const client = new Client({
      intents: GatewayIntentBits.Guilds,
      shards: [0, 1],
      shardCount: 2,
      rest: { api: server.apiUrl },
      ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    });
    await discord.loggedIn(client);
    expect(client.guilds.cache.map(({ id }) => id).sort()).toEqual(ids);
    for (const { id, shardId } of client.guilds.cache.values())
      expect(shardId).toBe(Number((BigInt(id) >> 22n) % 2n));
    await client.destroy();
  });

  it('names members that are asked for', async () => {
    const { guild, maya } = discord;
    const client = await discord.loggedIn();
    const members = await client.guilds.cache.get(guild.id)?.members.fetch({ user: [maya.id] });
    expect(members?.get(maya.id)?.displayName).toBe('maya');
  });

  it('tells of what changes in a guild', async () => {
    const { guild, maya, practice } = discord;
    const client = await discord.loggedIn();
    const seen: string[] = [];
    client.on(Events.GuildRoleUpdate, (_, { name }) => seen.push(`role ${name}`));
    client.on(Events.GuildMemberUpdate, (_, { roles }) => seen.push(`has ${roles.highest.name}`));
    client.on(Events.ChannelUpdate, (_, channel) => seen.push(`updated ${channel}`));
    client.on(Events.ThreadListSync, (threads) => seen.push(`synced ${threads.size}`));
    client.on(Events.ThreadUpdate, (_, { archived, locked }) => seen.push(`thread ${archived} ${locked}`));
    client.on(Events.MessageBulkDelete, ({ size }) => seen.push(`deleted ${size}`));
    client.on(Events.MessageReactionRemove, ({ emoji }) => seen.push(`without ${emoji.name}`));
    client.on(Events.MessageReactionRemoveAll, ({ id }) => seen.push(`cleared ${id}`));
    client.on(Events.GuildMemberRemove, ({ id }) => seen.push(`left ${id}`));
    client.on(Events.ChannelDelete, ({ id }) => seen.push(`gone ${id}`));
    const [person, owner] = [server.as(maya), server.as(guild.owner)];
    const mentors = guild.addRole('Mentors');
    guild.setPermissions(mentors, PermissionFlagsBits.ManageMessages);
    guild.setRoles(maya, [mentors]);
    const thread = person.startThread(practice, 'Talk');
    guild.overwrite(practice, guild.everyone, { deny: PermissionFlagsBits.ViewChannel });
    guild.overwrite(practice, guild.everyone, {});
    owner.changeThread(thread, { archived: true, locked: true });
    const [one, two, three] = [
      person.write(practice, '1'),
      person.write(practice, '2'),
      person.write(practice, '3'),
    ];
    person.delete(one, two);
    person.react(three, '👍');
    person.unreact(three, '👍');
    owner.clearReactions(three);
    guild.removeMember(maya);
    guild.deleteChannel(practice);
    await expect
      .poll(() => seen)
      .toEqual([
        'role Mentors',
        'has Mentors',
        `updated <#${practice.id}>`,
        `updated <#${practice.id}>`,
        'synced 1',
        'thread true true',
        'deleted 2',
        'without 👍',
        `cleared ${three.id}`,
        `left ${maya.id}`,
        `gone ${practice.id}`,
      ]);
  });

  it('lets a client log in during an outage, and tells of its end', async () => {
    const { guild } = discord;
    guild.setAvailable(false);
    const client = await discord.loggedIn();
    await expect.poll(() => client.guilds.cache.get(guild.id)?.available).toBe(false);
    guild.setAvailable(true);
    await expect.poll(() => client.guilds.cache.get(guild.id)?.available).toBe(true);
  });
});

describe('faults', () => {
  it('are waited out by discord.js when they are rate limits', async () => {
    const { practice } = discord;
    const path = `/channels/${practice.id}/messages`;
    server.faults.next({ method: 'POST', path: '/channels/:any/messages', retryAfterSeconds: 0.02 });
    server.faults.next({ method: 'POST', retryAfterSeconds: 0.02, scope: 'global' });
    await discord.rest.post(Routes.channelMessages(practice.id), { body: { content: 'Patience' } });
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(3);
    expect(server.messagesIn(practice)).toHaveLength(1);
  });

  it('are errors, lost requests, lost answers and late ones', async () => {
    const { practice } = discord;
    const send = () =>
      new REST({ api: server.apiUrl, retries: 0 })
        .setToken(server.token)
        .post(Routes.channelMessages(practice.id), { body: { content: 'x' } });
    server.faults.next({ path: /messages$/, code: 50013 });
    await expect(send()).rejects.toEqual(refusal(50013, 403));
    server.faults.next({ status: 502, times: Number.POSITIVE_INFINITY });
    await expect(send()).rejects.toMatchObject({ status: 502 });
    server.faults.clear();
    server.faults.next({ lose: 'request' });
    await expect(send()).rejects.toThrow();
    expect(server.messagesIn(practice)).toHaveLength(0);
    server.faults.next({ lose: 'answer' });
    await expect(send()).rejects.toThrow();
    expect(server.messagesIn(practice)).toHaveLength(1);
    const hold = server.faults.hold({ method: 'POST' });
    const late = send();
    await hold.reached;
    expect(server.messagesIn(practice)).toHaveLength(1);
    hold.release();
    await late;
    expect(server.messagesIn(practice)).toHaveLength(2);
  });
});
