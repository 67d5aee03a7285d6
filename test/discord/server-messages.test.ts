import {
  type APIMessage,
  ChannelType,
  DiscordAPIError,
  Events,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFiles } from '../../adapters/discord/with-files.ts';
import { type DiscordJs, refusal, startDiscordJs, textChannel } from '../support/discord/discord-js.ts';
import type { DiscordServer } from '../support/discord/server.ts';

let discord: DiscordJs;
let server: DiscordServer;

beforeEach(async () => {
  discord = await startDiscordJs();
  ({ server } = discord);
});

afterEach(() => discord.close());

describe('messages', () => {
  it('are written once for a nonce', async () => {
    const { practice } = discord;
    const body = { content: 'Hello', nonce: '1', enforce_nonce: true };
    const [first, second] = [
      await discord.rest.post(Routes.channelMessages(practice.id), { body }),
      await discord.rest.post(Routes.channelMessages(practice.id), { body: { ...body, content: 'Again' } }),
    ];
    expect(second).toEqual(first);
    expect(first).toMatchObject({ content: 'Hello', nonce: '1' });
    expect(await discord.rest.get(Routes.channelMessages(practice.id))).toEqual([
      expect.not.objectContaining({ nonce: '1' }),
    ]);
  });

  it('are refused beyond the limits', async () => {
    const { practice } = discord;
    const send = (body: unknown) => discord.rest.post(Routes.channelMessages(practice.id), { body });
    const refused = await send({ content: 'x'.repeat(2001) }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DiscordAPIError);
    expect(refused).toMatchObject({
      code: 50035,
      rawError: { errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    await expect(send({ content: ' ' })).rejects.toEqual(refusal(50006));
    await expect(send({ embeds: [{ title: 'x'.repeat(257) }] })).rejects.toEqual(refusal(50035));
    const embeds = Array.from({ length: 2 }, () => ({ description: 'x'.repeat(3001) }));
    await expect(send({ embeds })).rejects.toThrow('6000');
    const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' };
    const components = [{ type: 1, components: [button, button] }];
    await expect(send({ content: 'x', components })).rejects.toThrow('duplicated');
    await expect(
      send({ content: 'x', allowed_mentions: { parse: ['users'], users: [server.botUser.id] } }),
    ).rejects.toThrow('mutually exclusive');
  });

  it('record whom they ping', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const channel = await textChannel(client, practice.id);
    const content = `<@${maya.id}> @everyone`;
    await channel.send({ content, allowedMentions: { parse: [], users: [maya.id] } });
    const question = server.as(maya).write(practice, 'Why?');
    await channel.send({ content: 'Because', reply: { messageReference: question.id } });
    const [first, , answer] = server.messagesIn(practice);
    expect(first?.pinged).toEqual({ users: [maya.id], roles: [], everyone: false });
    expect(answer).toMatchObject({
      type: 19,
      pinged: { users: [maya.id] },
      referenced_message: { id: question.id },
    });
  });

  it('are read page by page', async () => {
    const { maya, practice } = discord;
    const [one, two, three] = ['1', '2', '3'].map((content) => server.as(maya).write(practice, content).id);
    const read = async (query: Record<string, string>) => {
      const page = await discord.rest.get(Routes.channelMessages(practice.id), {
        query: new URLSearchParams(query),
      });
      return (page as { id: string }[]).map(({ id }) => id);
    };
    expect(await read({ limit: '2' })).toEqual([three, two]);
    expect(await read({ before: three ?? '', limit: '1' })).toEqual([two]);
    expect(await read({ after: one ?? '', limit: '1' })).toEqual([two]);
    expect(await read({ around: two ?? '', limit: '3' })).toEqual([three, two, one]);
    await expect(read({ limit: '101' })).rejects.toEqual(refusal(50035));
  });

  it('show who reacted', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const message = await (await textChannel(client, practice.id)).send('Vote');
    await message.react('👍');
    server.as(maya).react(message, '👍');
    const users = await message.reactions.cache.get('👍')?.users.fetch();
    expect(users?.map(({ id }) => id)).toEqual([server.botUser.id, maya.id]);
    expect(server.messagesIn(practice)[0]?.reactions).toMatchObject([{ count: 2, me: true }]);
    await expect(message.react('nonsense')).rejects.toEqual(refusal(10014));
    await expect(message.reactions.removeAll()).rejects.toEqual(refusal(50013));
  });

  it('carry files that can be read', async () => {
    const { rest } = discord;
    // As the program sends them: see withFiles.
    const body = { content: 'A chart', attachments: [{ id: 0, filename: 'chart.txt' }] };
    const files = [{ name: 'chart.txt', data: Buffer.from('chart') }];
    const request = await withFiles(body, files);
    const sent = (await rest.post(Routes.channelMessages(discord.practice.id), request)) as APIMessage;
    const [attachment] = sent.attachments;
    expect(attachment).toMatchObject({ filename: 'chart.txt', size: 5 });
    expect(await (await fetch(attachment?.url ?? '')).text()).toBe('chart');
  });

  it('are edited, reacted to and deleted under the eyes of the bot', async () => {
    const { guild, maya, practice } = discord;
    const client = await discord.loggedIn();
    const seen: string[] = [];
    client.on(Events.MessageUpdate, (_, { content }) => seen.push(`edited ${content}`));
    client.on(Events.MessageReactionAdd, ({ emoji }, { id }) => seen.push(`${emoji.name} ${id === maya.id}`));
    client.on(Events.MessageDelete, ({ id }) => seen.push(`deleted ${id}`));
    const person = server.as(maya);
    const message = person.write(practice, 'one');
    person.edit(message, 'two');
    person.react(message, '👍');
    person.react(message, guild.addEmoji('whet'));
    person.delete(message);
    await expect.poll(() => seen).toEqual(['edited two', '👍 true', 'whet true', `deleted ${message.id}`]);
  });

  it('reach no one whose direct messages are closed', async () => {
    const { guild, maya } = discord;
    const leo = guild.addMember('leo', { dms: 'closed' });
    const client = await discord.loggedIn();
    await client.users.send(maya.id, 'Hello');
    expect(server.messagesIn(server.directMessages(maya))).toHaveLength(1);
    await expect(client.users.send(leo.id, 'Hello')).rejects.toEqual(refusal(50007, 403));
    const heard = new Promise((resolve) =>
      client.once(Events.MessageCreate, ({ content }) => resolve(content)),
    );
    server.as(maya).write(server.directMessages(maya), 'Hello back');
    expect(await heard).toBe('Hello back');
  });

  it('need permissions', async () => {
    const { guild, practice } = discord;
    const send = (body: object) => discord.rest.post(Routes.channelMessages(practice.id), { body });
    guild.overwrite(practice, guild.everyone, { deny: PermissionFlagsBits.EmbedLinks });
    await expect(send({ embeds: [{ title: 'Gone' }] })).rejects.toEqual(refusal(50006));
    guild.overwrite(practice, guild.everyone, { deny: PermissionFlagsBits.SendMessages });
    await expect(send({ content: 'x' })).rejects.toEqual(refusal(50013, 403));
    guild.overwrite(practice, guild.botRole, { allow: PermissionFlagsBits.SendMessages });
    await expect(send({ content: 'x' })).resolves.toMatchObject({ content: 'x' });
    guild.overwrite(practice, server.botUser, { deny: PermissionFlagsBits.ViewChannel });
    await expect(send({ content: 'x' })).rejects.toEqual(refusal(50001, 403));
    await expect(discord.rest.get(Routes.channel('1'))).rejects.toEqual(refusal(10003, 404));
    await expect(discord.rest.get(Routes.guildMember(guild.id, '1'))).rejects.toEqual(refusal(10013, 404));
  });
});

describe('threads', () => {
  it('hang on a message, once', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const channel = await textChannel(client, practice.id);
    const message = await channel.send('Question');
    const thread = await message.startThread({ name: 'Answers', autoArchiveDuration: 1440 });
    expect(thread.id).toBe(message.id);
    await expect(message.startThread({ name: 'Answers' })).rejects.toThrow();
    await expect(
      discord.rest.post(Routes.threads(practice.id, message.id), { body: { name: 'Again' } }),
    ).rejects.toEqual(refusal(160004));
    const heard = new Promise((resolve) =>
      client.once(Events.MessageCreate, ({ content }) => resolve(content)),
    );
    server.as(maya).write(thread, 'An answer');
    expect(await heard).toBe('An answer');
    await expect.poll(() => thread.members.cache.has(maya.id)).toBe(true);
  });

  it('have members', async () => {
    const { maya, practice } = discord;
    const client = await discord.loggedIn();
    const thread = await textChannel(client, server.as(maya).startThread(practice, 'Talk').id);
    if (!thread.isThread()) throw new Error('not a thread');
    expect([...(await thread.members.fetch()).keys()]).toEqual([maya.id]);
    await thread.join();
    await expect(thread.members.remove(maya.id)).rejects.toEqual(refusal(50013));
    expect([...(await thread.members.fetch()).keys()]).toEqual([maya.id, server.botUser.id]);
    await expect(thread.setArchived(true)).rejects.toEqual(refusal(50013));
    const active = await client.guilds.cache.get(discord.guild.id)?.channels.fetchActiveThreads();
    expect(active?.threads.has(thread.id)).toBe(true);
  });

  it('are woken by a message, unless they are locked', async () => {
    const { guild, maya, practice } = discord;
    const client = await discord.loggedIn();
    const thread = server.as(maya).startThread(practice, 'Talk', 'Hello');
    const archive = (locked: boolean) =>
      server.as(guild.owner).changeThread(thread, { archived: true, locked });
    archive(false);
    await (await textChannel(client, thread.id)).send('Still there?');
    expect(server.channel(thread)?.thread_metadata?.archived).toBe(false);
    archive(true);
    await expect(
      discord.rest.post(Routes.channelMessages(thread.id), { body: { content: 'x' } }),
    ).rejects.toEqual(refusal(160005));
    const gone = new Promise((resolve) => client.once(Events.ThreadDelete, resolve));
    guild.deleteChannel(thread);
    await gone;
  });

  it('are posts in a forum, with tags', async () => {
    const { guild } = discord;
    const forum = guild.addChannel('answers', { type: 'forum', tags: ['backend'] });
    const channel = await (await discord.loggedIn()).channels.fetch(forum.id);
    if (channel?.type !== ChannelType.GuildForum) throw new Error('not a forum');
    const appliedTags = channel.availableTags.map(({ id }) => id);
    const post = await channel.threads.create({ name: 'Post', message: { content: 'First' }, appliedTags });
    expect((await post.fetchStarterMessage())?.content).toBe('First');
    expect(server.messagesIn(post).map(({ id }) => id)).toEqual([post.id]);
    expect(server.channel(post)?.applied_tags).toEqual(appliedTags);
    const body = { content: 'Not here' };
    await expect(discord.rest.post(Routes.channelMessages(forum.id), { body })).rejects.toEqual(
      refusal(40058),
    );
  });
});
