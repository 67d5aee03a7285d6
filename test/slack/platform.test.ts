import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { PlatformError, type PlatformFault } from '../../src/chat/platform.ts';
import type { Fault } from '../support/slack/fault-proxy.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import { type SlackTest, slackTest } from './support.ts';

function saying(text: string): Card {
  return { summary: text, blocks: [{ type: 'text', text }] };
}

function errorOf(work: Promise<unknown>): Promise<PlatformError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof PlatformError) return error;
      throw error;
    },
  );
}

let on: SlackTest;
beforeEach(async () => {
  on = await slackTest();
});
afterEach(() => on.close());

const post = (key: string, retry = false, thread?: string) =>
  on.platform.post({
    ...on.place,
    key,
    retry,
    card: saying('hello'),
    ...(thread === undefined ? {} : { thread }),
  });

describe('exactly once', () => {
  const lost: [name: string, fault: Fault, becomes: PlatformFault][] = [
    ['a connection that is cut after Slack did it', { cut: 'after' }, 'temporary'],
    ['a connection that is cut before', { cut: 'before' }, 'temporary'],
    ['a failure of Slack', { status: 503 }, 'temporary'],
    [
      'a page of a proxy instead of an answer',
      { status: 200, body: '<html>Bad gateway</html>' },
      'temporary',
    ],
    ['too many calls', { status: 429, retryAfter: 7 }, 'rate-limited'],
  ];
  test.each(lost)('%s: the retry finds the message or sends it', async (_name, fault, becomes) => {
    const key = randomUUID();
    on.proxy.next('chat.postMessage', fault);
    expect((await errorOf(post(key)))?.fault).toBe(becomes);
    const { message } = await post(key, true);
    expect(on.messages().map(({ ts }) => ts)).toEqual([message]);
  });

  test('in a thread, too, and behind a page of other replies', async () => {
    const root = await post(randomUUID());
    for (let reply = 0; reply < 20; reply++) await post(randomUUID(), false, root.message);
    const key = randomUUID();
    on.proxy.next('chat.postMessage', { cut: 'after' });
    expect((await errorOf(post(key, false, root.message)))?.fault).toBe('temporary');
    const { message } = await post(key, true, root.message);
    expect(on.messages()).toHaveLength(22);
    expect(on.messages().find(({ ts }) => ts === message)?.metadata?.event_payload).toEqual({ key });
  });

  test('a first attempt looks nowhere, and a retry reads by pages of 15', async () => {
    for (let message = 0; message < 17; message++) await post(randomUUID());
    expect(on.proxy.calls.map(({ method }) => method)).not.toContain('conversations.history');
    await post(randomUUID(), true);
    const reads = on.proxy.calls.filter(({ method }) => method === 'conversations.history');
    expect(reads.map(({ params }) => params.get('limit'))).toEqual(['15', '15']);
  });

  test('a retry that may not look says when it may, and sends nothing', async () => {
    on.proxy.next('conversations.history', { status: 429, retryAfter: 60 });
    const error = await errorOf(post(randomUUID(), true));
    expect([error?.fault, error?.retryAfterMs]).toEqual(['rate-limited', 60_000]);
    expect(on.messages()).toEqual([]);
  });

  test('two attempts at once are one, whichever comes first', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([post(key), post(key)]);
    expect(second.message).toBe(first.message);
    expect(on.messages()).toHaveLength(1);
  });

  test('a key in somebody else’s message is none of ours', async () => {
    const key = randomUUID();
    const { message } = await post(key);
    const forged = on.slack.store.messages.all().find(({ ts }) => ts === message);
    Object.assign(forged ?? {}, { user: on.slack.member('leo') });
    expect((await post(key, true)).message).not.toBe(message);
  });

  test('an edit keeps the key', async () => {
    const key = randomUUID();
    const { message } = await post(key);
    await on.platform.edit({ ...on.place, message }, saying('changed'));
    expect((await post(key, true)).message).toBe(message);
  });
});

test('a call that isn’t answered in time may have been heard: the retry finds its message', async () => {
  const slow = await slackTest({ name: 'umbrella', timeoutMs: 300 });
  try {
    const request = { ...slow.place, key: randomUUID(), card: saying('hello') };
    slow.proxy.next('chat.postMessage', 'hang');
    expect((await errorOf(slow.platform.post({ ...request, retry: false })))?.fault).toBe('temporary');
    const { message } = await slow.platform.post({ ...request, retry: true });
    expect(slow.messages().map(({ ts }) => ts)).toEqual([message]);
  } finally {
    await slow.close();
  }
});

test('one workspace’s limit does not hold up another', async () => {
  const other = await slackTest({ name: 'globex' });
  try {
    on.proxy.always({ status: 429, retryAfter: 3600 });
    const limited = Array.from({ length: 120 }, () => errorOf(post(randomUUID())));
    const free = Array.from({ length: 20 }, () =>
      other.platform.post({ ...other.place, key: randomUUID(), retry: false, card: saying('hello') }),
    );
    expect(await Promise.all(free)).toHaveLength(20);
    const faults = (await Promise.all(limited)).map((error) => [error?.fault, error?.retryAfterMs]);
    expect(new Set(faults.map(String))).toEqual(new Set(['rate-limited,3600000']));
    expect(other.messages()).toHaveLength(20);
    expect(on.messages()).toEqual([]);
  } finally {
    await other.close();
  }
});

test('messages say what screen readers need, preview nothing and link nothing by themselves', async () => {
  await post(randomUUID());
  const { params } = on.proxy.calls.at(-1) ?? { params: new URLSearchParams() };
  const sent = Object.fromEntries(
    ['text', 'parse', 'link_names', 'unfurl_links', 'unfurl_media', 'mrkdwn'].map((name) => [
      name,
      params.get(name),
    ]),
  );
  expect(sent).toEqual({
    text: 'hello',
    parse: 'none',
    link_names: 'false',
    unfurl_links: 'false',
    unfurl_media: 'false',
    mrkdwn: 'false',
  });
});

describe('a whisper that can’t be shown in its place comes as a direct message', () => {
  const codes = ['user_not_in_channel', 'channel_not_found', 'is_archived', 'not_in_channel'];
  test.each(codes)('%s', async (code) => {
    const [maya, leo] = [on.slack.member('maya'), on.slack.member('leo')];
    on.proxy.next('chat.postEphemeral', { code });
    await on.platform.whisper(on.place, maya, saying('for you'));
    const direct = on.slack.store.channels.all().filter(({ is_im }) => is_im);
    expect(direct.map(({ members }) => [...members].sort())).toEqual([[maya, on.slack.botUser].sort()]);
    expect(direct[0]?.members).not.toContain(leo);
    expect(on.messages(direct[0]?.channel_id).map(({ blocks }) => visibleText(blocks))).toEqual(['for you']);
  });

  test('but not when Slack only had a bad moment', async () => {
    on.proxy.next('chat.postEphemeral', { status: 500 });
    const error = await errorOf(on.platform.whisper(on.place, on.slack.member('maya'), saying('for you')));
    expect(error?.fault).toBe('temporary');
    expect(on.proxy.calls.map(({ method }) => method)).not.toContain('conversations.open');
  });
});

describe('joining', () => {
  const join = (name: string) =>
    on.platform.join({ workspace: on.workspace, channel: on.slack.channel(name).channel_id });

  test('public channels are joined, again and again', async () => {
    await join('practice');
    await join('practice');
    expect(on.slack.channel('practice').members).toContain(on.slack.botUser);
  });

  test('private ones need an invitation, and it says how', async () => {
    expect((await errorOf(join('secret')))?.message).toContain('/invite @Whetstone');
  });

  test('a private one that Whetstone is in is joined already', async () => {
    on.slack.store.channels.update(on.slack.channel('secret').id, { members: [on.slack.botUser] });
    expect(await errorOf(join('secret'))).toBeUndefined();
  });
});

test('an archived channel is unreachable', async () => {
  const archive = on.slack.channel('archive');
  on.slack.store.channels.update(archive.id, { is_archived: true });
  const place = { workspace: on.workspace, channel: archive.channel_id };
  const error = await errorOf(
    on.platform.post({ ...place, key: randomUUID(), retry: false, card: saying('hello') }),
  );
  expect([error?.fault, error?.message]).toEqual(['unreachable', expect.stringContaining('archived')]);
});

test('a token without the scope names the scope', async () => {
  const poor = await slackTest({ name: 'initech', tokenOf: (slack) => slack.tokenWithoutScopes });
  try {
    const error = await errorOf(
      poor.platform.post({ ...poor.place, key: randomUUID(), retry: false, card: saying('hello') }),
    );
    expect([error?.fault, error?.message]).toEqual(['unreachable', expect.stringContaining('“chat:write”')]);
  } finally {
    await poor.close();
  }
});

test('addresses of messages and replies', () => {
  const ref = { ...on.place, message: '1732437000.123456' };
  const url = `https://acme.slack.com/archives/${on.place.channel}/p1732437000123456`;
  // Known once anything was done in the workspace.
  expect(on.platform.messageUrl(ref)).toBeUndefined();
  return post(randomUUID()).then(() => {
    expect(on.platform.messageUrl(ref)).toBe(url);
    expect(on.platform.messageUrl({ ...ref, thread: ref.message })).toBe(url);
    expect(on.platform.messageUrl({ ...ref, thread: '1732430000.000100' })).toBe(
      `${url}?thread_ts=1732430000.000100&cid=${on.place.channel}`,
    );
  });
});
