import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { PostRequest } from '../../src/chat/platform.ts';
import { type DiscordTest, discordTest, errorOf, saying, thread } from './support.ts';

let on: DiscordTest;
beforeAll(async () => {
  on = await discordTest();
});
afterAll(() => on.close());

const asked = (value: string): Card => ({
  summary: 'asked',
  blocks: [
    { type: 'header', text: 'Question' },
    { type: 'buttons', buttons: [{ label: 'Sample answer', action: 'show-sample-answer', value }] },
  ],
});
const request = (change: Partial<PostRequest> = {}): PostRequest => ({
  ...on.place,
  key: randomUUID(),
  retry: false,
  since: new Date(),
  card: asked(randomUUID()),
  ...change,
});
const count = () => on.discord.messagesIn(on.practice).length;

test('Discord takes the message and its answer is lost: the retry finds it', async () => {
  const first = request();
  const before = count();
  on.discord.faults.next({ method: 'POST', path: `/channels/${on.practice.id}/messages`, lose: 'answer' });
  expect((await errorOf(on.platform.post(first)))?.fault).toBe('temporary');
  const { message } = await on.afresh().post({ ...first, retry: true });
  expect(count()).toBe(before + 1);
  expect(on.discord.messagesIn(on.practice).at(-1)?.id).toBe(message);
});

test('long after, when Discord has forgotten the nonce, it is known by what it is about', async () => {
  const first = request({ since: new Date(Date.now() - 3_600_000) });
  const { message } = await on.platform.post(first);
  // Another key stands for a nonce that no longer holds.
  const later = { ...first, key: randomUUID(), retry: true };
  expect(await on.afresh().post(later)).toEqual({ message });
  expect(await on.afresh().post({ ...later, card: asked('other') })).not.toEqual({ message });
});

test('what somebody else wrote, or what is older, is not taken for it', async () => {
  const first = request();
  const { message } = await on.platform.post(first);
  const later = { ...first, key: randomUUID(), retry: true, since: new Date(Date.now() + 600_000) };
  expect(await on.afresh().post(later)).not.toEqual({ message });
  const leo = on.discord.as(on.guild.addMember('leo'));
  const copied = leo.write(on.practice, '', { embeds: [{ title: 'Hello' }] });
  const hello = request({ card: { summary: 'x', blocks: [{ type: 'header', text: 'Hello' }] }, retry: true });
  expect(await on.platform.post(hello)).not.toEqual({ message: copied.id });
});

test.each([100, 120])(
  'it is found behind %i messages that came before it, and with others behind it',
  async (many) => {
    const first = request();
    const leo = on.discord.as(on.guild.addMember('leo'));
    const write = () => {
      for (let written = 0; written < many; written += 1) leo.write(on.practice, `message ${written}`);
    };
    write();
    const { message } = await on.platform.post(first);
    write();
    expect(await on.afresh().post({ ...first, key: randomUUID(), retry: true })).toEqual({ message });
  },
);

test('where the bot may not read, the nonce alone tells', async () => {
  const first = request();
  const { message } = await on.platform.post(first);
  on.discord.faults.next({ method: 'GET', path: `/channels/${on.practice.id}/messages`, code: 50013 });
  expect(await on.afresh().post({ ...first, retry: true })).toEqual({ message });
});

describe('the thread of a question', () => {
  test('is opened by the retry when a crash came between the two', async () => {
    const first = request({ opensThread: thread });
    on.discord.faults.next({ method: 'POST', path: '/channels/:c/messages/:m/threads', lose: 'request' });
    expect((await errorOf(on.platform.post(first)))?.fault).toBe('temporary');
    const { message } = await on.afresh().post({ ...first, retry: true });
    expect(on.discord.channel(message)).toMatchObject({
      name: thread.title,
      parent_id: on.practice.id,
      thread_metadata: { auto_archive_duration: 1440 },
    });
  });

  test('is opened once, whoever opened it', async () => {
    const first = request({ opensThread: thread });
    on.discord.faults.next({ method: 'POST', path: '/channels/:c/messages/:m/threads', lose: 'answer' });
    expect((await errorOf(on.platform.post(first)))?.fault).toBe('temporary');
    const { message } = await on.afresh().post({ ...first, retry: true });
    expect(on.discord.channel(message)?.name).toBe(thread.title);
  });

  test.each([
    [30, 60],
    [61, 1440],
    [4320, 4320],
    [43_200, 10_080],
  ])('stays open as long as people write, at least: %i minutes → %i', async (openForMinutes, minutes) => {
    const title = 'x'.repeat(300);
    const { message } = await on.post({
      opensThread: { ...thread, title, openForMinutes },
      card: asked('1'),
    });
    const opened = on.discord.channel(message);
    expect(opened).toMatchObject({ thread_metadata: { auto_archive_duration: minutes } });
    expect(opened?.name).toHaveLength(100);
  });
});

describe('a forum', () => {
  test('gets posts with its tags, once, that can be edited and removed', async () => {
    const forum = on.guild.addChannel('questions', {
      type: 'forum',
      tags: ['Technical', 'advanced', 'other'],
    });
    const opensThread = { ...thread, tags: ['technical', 'advanced'] };
    const first = request({ channel: forum.id, opensThread, since: new Date(Date.now() - 60_000) });
    on.discord.faults.next({ method: 'POST', path: `/channels/${forum.id}/threads`, lose: 'answer' });
    expect((await errorOf(on.platform.post(first)))?.fault).toBe('temporary');
    const { message } = await on.afresh().post({ ...first, retry: true });
    const post = on.discord.channel(message);
    const tags = forum.available_tags?.slice(0, 2).map(({ id }) => id);
    expect(post).toMatchObject({ parent_id: forum.id, name: thread.title, applied_tags: tags });
    expect(on.discord.messagesIn(message)).toHaveLength(1);

    const ref = { ...on.place, channel: forum.id, message };
    await on.afresh().edit(ref, saying('edited'));
    expect(on.discord.messagesIn(message)[0]?.embeds[0]?.description).toBe('edited');
    expect(on.platform.messageUrl(ref)).toMatch(new RegExp(`/channels/${on.guild.id}/\\d+/${message}$`));
    await on.afresh().remove(ref);
    expect(on.discord.messagesIn(message)).toEqual([]);
  });

  test('that wants a tag gets its first where none fits, and what has no thread of its own becomes one', async () => {
    const forum = on.guild.addChannel('strict', { type: 'forum', tags: ['misc'], requireTag: true });
    const { message } = await on.post({ channel: forum.id, card: saying('Leaderboard') });
    expect(on.discord.channel(message)).toMatchObject({ name: 'Leaderboard', parent_id: forum.id });
  });
});

test('feedback answers the message that it is about, or stands alone where that is gone', async () => {
  const { message } = await on.post({ opensThread: thread, card: asked('7') });
  const maya = on.discord.as(on.guild.addMember('maya'));
  const answer = maya.write(message, 'I read the plan.');
  const place = { thread: message, replyTo: answer.id };
  await on.post({ ...place, card: saying('first') });
  expect(on.discord.messagesIn(message).at(-1)?.message_reference?.message_id).toBe(answer.id);
  maya.delete(answer.id);
  await on.post({ ...place, card: saying('second') });
  expect(on.discord.messagesIn(message).at(-1)?.embeds[0]?.description).toBe('second');
});
