import { randomUUID } from 'node:crypto';
import { RESTJSONErrorCodes as Code } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { type DiscordTest, discordTest, errorOf } from './support.ts';

let on: DiscordTest;
let maya: string;
beforeAll(async () => {
  on = await discordTest();
  maya = on.guild.addMember('maya').id;
});
afterAll(() => on.close());

const card: Card = { summary: 'Your data', blocks: [{ type: 'header', text: 'Your data' }] };

const send = (content: Buffer, key: string = randomUUID(), retry = false, name = 'data.zip') =>
  on.platform.whisper(
    {
      ...on.place,
      directly: { key, retry, since: new Date() },
      file: { name, mediaType: 'application/zip', bytes: async () => content },
    },
    maya,
    card,
  );

const received = () => on.discord.messagesIn(on.discord.directMessages(maya));

test('a file is attached to the card, once', async () => {
  const [content, key] = [Buffer.from('all of it'), randomUUID()];
  await send(content, key);
  await send(content, key, true);
  expect(received()).toHaveLength(1);
  const [attachment] = received()[0]?.attachments ?? [];
  expect(attachment).toMatchObject({ filename: 'data.zip', content_type: 'application/zip' });
  expect(await (await fetch(attachment?.url ?? '')).text()).toBe('all of it');
});

test('one that is tried again isn’t taken for another of the same minute', async () => {
  const before = received().length;
  await send(Buffer.from('first'), randomUUID(), false, 'first.zip');
  const key = randomUUID();
  await send(Buffer.from('second'), key, true, 'second.zip');
  await send(Buffer.from('second'), key, true, 'second.zip');
  const names = received()
    .slice(before)
    .flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
  expect(names).toEqual(['first.zip', 'second.zip']);
});

test('one that Discord wouldn’t take isn’t sent, and says what to do', async () => {
  const before = received().length;
  const error = await errorOf(send(Buffer.alloc(10 * 1024 * 1024 + 1)));
  expect([error?.fault, error?.isUnsent]).toEqual(['unreachable', true]);
  expect(error?.message).toContain('Ask whoever runs Whetstone');
  on.discord.faults.next({
    method: 'POST',
    path: '/channels/:any/messages',
    code: Code.RequestEntityTooLarge,
  });
  expect((await errorOf(send(Buffer.from('x'))))?.message).toBe(error?.message);
  expect(received()).toHaveLength(before);
});
