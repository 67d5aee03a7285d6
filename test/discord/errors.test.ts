import { PermissionFlagsBits as Flag, RESTJSONErrorCodes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultTable } from '../../adapters/discord/fault-table.ts';
import { finalCodes } from '../../adapters/discord/final-codes.ts';
import { type DiscordTest, discordTest, errorOf, saying, thread } from './support.ts';

let on: DiscordTest;
beforeAll(async () => {
  on = await discordTest({ timeoutMs: 1000 });
});
afterAll(() => on.close());

const posting = () => `/channels/${on.practice.id}/messages`;
const said = async (work: Promise<unknown>) => {
  const error = await errorOf(work);
  return `${error?.fault}: ${error?.message}`;
};

describe('what Discord refuses has its explanation', () => {
  test('each code that it documents is sorted once, and none is to be reported', () => {
    // The library's list is Discord's, with some codes under two names.
    const documented = new Set(Object.values(RESTJSONErrorCodes).filter((code) => typeof code === 'number'));
    expect([...faultTable.keys()].sort()).toEqual([...documented].sort());
    expect(finalCodes.filter((code) => faultTable.get(code)?.[0] !== 'rejected')).toEqual([]);
    const sentences = [...faultTable.values()].map(([, sentence]) => sentence);
    expect(sentences.filter((sentence) => /report/i.test(sentence))).toEqual([]);
  });

  test.each([
    [10003, 'unreachable: This channel no longer exists. Set up questions in another one.'],
    [10004, 'unauthorized: Whetstone is no longer in this server.'],
    [10008, 'gone: The message was deleted'],
    [50001, 'unreachable: Whetstone can’t see this channel'],
    [50007, 'unreachable: This person doesn’t accept direct messages'],
    [50013, 'unreachable: Whetstone is missing a permission'],
    [50035, 'rejected: Discord didn’t accept what Whetstone sent. (50035'],
    [20016, 'rate-limited: Discord is limiting'],
    [40004, 'temporary: Discord is having problems'],
    [40333, 'temporary: Discord’s network is blocking requests'],
    [50055, 'unauthorized: Whetstone is no longer in this server.'],
    [30033, 'unreachable: This thread has reached Discord’s member limit'],
    [40067, 'unreachable: This forum requires a tag'],
    [520_003, 'rejected: Discord doesn’t let Whetstone do this. (520003)'],
    [30046, 'rate-limited: Discord is limiting how fast Whetstone can send. It tries again by itself.'],
    [160005, 'gone: The thread is locked'],
    [160006, 'unreachable: The server has too many active threads'],
    [200000, 'unreachable: The server’s AutoMod blocks this message'],
    [99999, 'temporary: Discord answered 99999, which Whetstone doesn’t know yet.'],
  ])('%i', async (code, sentence) => {
    on.discord.faults.next({ method: 'POST', path: posting(), code });
    expect(await said(on.post())).toContain(sentence);
  });

  test('in a thread that was deleted it is gone, and nobody’s to mend', async () => {
    const { message } = await on.post({ opensThread: thread });
    on.guild.deleteChannel(message);
    expect(await said(on.post({ thread: message }))).toBe('gone: The thread was deleted in Discord.');
  });

  test('a thread that is archived opens again; one that is locked stays closed', async () => {
    const { message } = await on.post({ opensThread: thread });
    const owner = on.discord.as(on.guild.owner);
    owner.changeThread(message, { archived: true });
    await on.post({ thread: message });
    expect(on.discord.channel(message)).toMatchObject({ thread_metadata: { archived: false } });
    owner.changeThread(message, { archived: true, locked: true });
    expect(await said(on.post({ thread: message }))).toMatch(/^gone: The thread is (locked|archived)/);
  });

  test('the fields that are wrong are named, and none of their words', async () => {
    const errors = { embeds: { 0: { description: { _errors: [{ code: 'BASE', message: 'secret' }] } } } };
    const body = { code: 50035, message: 'Invalid Form Body', errors };
    on.discord.faults.next({ method: 'POST', path: posting(), status: 400, body });
    expect(await said(on.post())).toBe(
      'rejected: Discord didn’t accept what Whetstone sent. (50035 embeds.0.description)',
    );
  });
});

describe('what passes is tried again', () => {
  test.each([
    ['HTTP 502', { status: 502 }],
    ['HTTP 500 with a code', { status: 500, body: { message: 'Internal Server Error', code: 0 } }],
    ['Cloudflare’s page', { status: 403 }],
    ['a proxy’s page', { status: 401 }],
    ['a refusal without a code', { status: 400, body: { message: 'Bad Request', code: 0 } }],
    ['a cut connection', { lose: 'request' as const }],
  ])('%s', async (_name, fault) => {
    on.discord.faults.next({ method: 'POST', path: posting(), ...fault });
    expect((await errorOf(on.post()))?.fault).toBe('temporary');
  });

  test('no answer in time', async () => {
    const hold = on.discord.faults.hold({ method: 'POST', path: posting() });
    expect((await errorOf(on.post()))?.fault).toBe('temporary');
    hold.release();
  });

  test.each(['user', 'global'] as const)('a short limit (%s) is waited for', async (scope) => {
    on.discord.faults.next({ method: 'POST', path: posting(), retryAfterSeconds: 0.2, scope });
    expect(await errorOf(on.post())).toBeUndefined();
  });

  test('a long limit is the core’s to wait for, with what Discord says', async () => {
    const other = on.guild.addChannel('slow');
    const path = `/channels/${other.id}/messages`;
    on.discord.faults.next({ method: 'POST', path, retryAfterSeconds: 30, scope: 'shared' });
    const error = await errorOf(on.post({ channel: other.id }));
    expect([error?.fault, Math.round((error?.retryAfterMs ?? 0) / 1000)]).toEqual(['rate-limited', 30]);
  });
});

test('a token that Discord refuses is so for the call; it isn’t forgotten', async () => {
  on.discord.faults.next({ method: 'POST', path: posting(), status: 401, body: { message: '401', code: 0 } });
  expect(await said(on.post())).toContain('unauthorized: Discord rejects DISCORD_TOKEN');
  expect(await errorOf(on.post())).toBeUndefined();
});

test('a member who left, or takes no messages, can’t be told anything', async () => {
  const closed = on.guild.addMember('maya', { dms: 'closed' });
  expect(await said(on.platform.whisper(on.place, closed.id, saying('x')))).toContain(
    'unreachable: This person doesn’t accept direct messages',
  );
  expect(await said(on.platform.whisper(on.place, '100000000000000009', saying('x')))).toMatch(
    /^unreachable/,
  );
});

test('what may not be seen or written in is refused by name where the gateway tells, and in general where not', async () => {
  const quiet = on.guild.addChannel('quiet');
  on.guild.overwrite(quiet, on.guild.everyone, { deny: Flag.SendMessages });
  expect(await said(on.post({ channel: quiet.id }))).toBe(
    'unreachable: Whetstone is missing a permission in this channel.',
  );
  const hidden = on.guild.addChannel('hidden');
  on.guild.overwrite(hidden, on.guild.everyone, { deny: Flag.ViewChannel });
  expect(await said(on.platform.join({ ...on.place, channel: hidden.id }))).toContain(
    'can’t see this channel',
  );
});
