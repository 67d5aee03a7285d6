import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlatformFault } from '../../src/chat/platform.ts';
import type { Fault } from '../support/slack/fault-proxy.ts';
import { errorOf, type SlackTest, saying, slackTest } from './support.ts';

let on: SlackTest;
beforeEach(async () => {
  on = await slackTest();
});
afterEach(() => on.close());

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
    expect((await errorOf(on.post(key)))?.fault).toBe(becomes);
    const { message } = await on.post(key, true);
    expect(on.messages().map(({ ts }) => ts)).toEqual([message]);
  });

  test('in a thread, too, and behind a page of other replies', async () => {
    const root = await on.post(randomUUID());
    for (let reply = 0; reply < 20; reply++) await on.post(randomUUID(), false, root.message);
    const key = randomUUID();
    on.proxy.next('chat.postMessage', { cut: 'after' });
    expect((await errorOf(on.post(key, false, root.message)))?.fault).toBe('temporary');
    const { message } = await on.post(key, true, root.message);
    expect(on.messages()).toHaveLength(22);
    expect(on.messages().find(({ ts }) => ts === message)?.metadata?.event_payload).toEqual({ key });
  });

  test('in a thread with more replies than are read, from when it was asked for', async () => {
    const root = await on.post(randomUUID());
    for (let reply = 0; reply < 65; reply++) await on.post(randomUUID(), false, root.message);
    // They have stood there for long.
    for (const message of on.slack.store.messages.all())
      if (message.thread_ts) Object.assign(message, { ts: `16${message.ts.slice(2)}` });
    const key = randomUUID();
    const { message } = await on.post(key, false, root.message);
    expect((await on.post(key, true, root.message)).message).toBe(message);
  });

  test('a first attempt looks nowhere, and a retry reads by pages of 15', async () => {
    for (let message = 0; message < 17; message++) await on.post(randomUUID());
    expect(on.proxy.calls.map(({ method }) => method)).not.toContain('conversations.history');
    await on.post(randomUUID(), true);
    const reads = on.proxy.calls.filter(({ method }) => method === 'conversations.history');
    expect(reads.map(({ params }) => params.get('limit'))).toEqual(['15', '15']);
  });

  test('a retry that may not look says when it may, and sends nothing', async () => {
    on.proxy.next('conversations.history', { status: 429, retryAfter: 60 });
    const error = await errorOf(on.post(randomUUID(), true));
    expect([error?.fault, error?.retryAfterMs]).toEqual(['rate-limited', 60_000]);
    expect(on.messages()).toEqual([]);
  });

  test('two attempts at once are one, whichever comes first', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([on.post(key), on.post(key)]);
    expect(second.message).toBe(first.message);
    expect(on.messages()).toHaveLength(1);
  });

  test('a key in somebody else’s message is none of ours', async () => {
    const key = randomUUID();
    const { message } = await on.post(key);
    const forged = on.slack.store.messages.all().find(({ ts }) => ts === message);
    Object.assign(forged ?? {}, { user: on.slack.member('leo') });
    expect((await on.post(key, true)).message).not.toBe(message);
  });

  test('an edit keeps the key', async () => {
    const key = randomUUID();
    const { message } = await on.post(key);
    await on.platform.edit({ ...on.place, message }, saying('changed'));
    expect((await on.post(key, true)).message).toBe(message);
  });
});

test('a call that isn’t answered in time may have been heard: the retry finds its message', async () => {
  const slow = await slackTest({ name: 'umbrella', timeoutMs: 300 });
  try {
    const request = { ...slow.place, key: randomUUID(), card: saying('hello') };
    slow.proxy.next('chat.postMessage', 'hang');
    expect((await errorOf(slow.platform.post({ ...request, retry: false, since: new Date() })))?.fault).toBe(
      'temporary',
    );
    const { message } = await slow.platform.post({ ...request, retry: true, since: new Date() });
    expect(slow.messages().map(({ ts }) => ts)).toEqual([message]);
  } finally {
    await slow.close();
  }
});
