import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackClient } from '../../adapters/slack/client.ts';
import { asPlatformError } from '../../adapters/slack/errors.ts';
import { faultTable } from '../../adapters/slack/fault-table.ts';
import { type PlatformError, type PlatformFault, PlatformError as Thrown } from '../../src/chat/platform.ts';
import { freePort } from '../support/free-port.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import type { Strictness } from '../support/slack/strict-slack.ts';

const lenient: Strictness = { refuse: () => undefined, amend: (_method, _params, answer) => answer };
const secret = 'a word of Maya’s';

let proxy: FaultProxy;
beforeAll(async () => {
  proxy = await startFaultProxy('http://127.0.0.1:9', lenient);
});
afterAll(() => proxy.close());

/** What a call becomes that meets the fault, by the real client. */
async function errorAfter(fault: Fault): Promise<PlatformError> {
  proxy.next('chat.postMessage', fault);
  const client = slackClient('xoxb-test', proxy.apiUrl);
  return client.chat.postMessage({ channel: 'C1', text: secret }).then(
    () => expect.fail('Slack refused nothing'),
    (error: unknown) => asPlatformError(error),
  );
}

const expected: Record<PlatformFault, string[]> = {
  unreachable: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'cant_update_message',
    'cant_delete_message',
    'edit_window_closed',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_thread_locked',
    'user_not_in_channel',
    'user_disabled',
    'messages_tab_disabled',
    'missing_scope',
  ],
  gone: ['message_not_found', 'thread_not_found', 'cannot_reply_to_message'],
  unauthorized: ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
  rejected: ['msg_too_long', 'msg_blocks_too_long', 'invalid_blocks', 'invalid_arguments', 'no_text'],
  temporary: [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'a_code_of_tomorrow',
  ],
  'rate-limited': ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
};

const cases = Object.entries(expected).flatMap(([fault, codes]) =>
  codes.map((code) => [code, fault] as const),
);

test.each(cases)('%s is %s', async (code, fault) => {
  const error = await errorAfter({ code });
  expect(error.fault).toBe(fault);
  expect(error.message).not.toContain(secret);
  expect(error.retryAfterMs).toEqual(fault === 'rate-limited' ? expect.any(Number) : undefined);
});

test('every sentence tells something to do or to know, and every code is spelt like one', () => {
  for (const [code, [, sentence]] of Object.entries(faultTable)) {
    expect(code).toMatch(/^[a-z_]+$/);
    expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
  }
});

describe('a missing scope', () => {
  test('is named, with where to add it', async () => {
    const { message } = await errorAfter({ code: 'missing_scope', more: { needed: 'channels:join' } });
    expect(message).toContain('“channels:join”');
    expect(message).toContain('OAuth & Permissions');
  });

  test('is named only when it looks like one', async () => {
    const { message } = await errorAfter({ code: 'missing_scope', more: { needed: '<script>' } });
    expect(message).not.toContain('script');
  });
});

test('what Slack found wrong is told by its place, never by its words', async () => {
  const messages = [`[ERROR] invalid text: ${secret} [json-pointer:/blocks/3/text]`];
  const { message } = await errorAfter({ code: 'invalid_blocks', more: { response_metadata: { messages } } });
  expect(message).toContain('invalid_blocks /blocks/3/text');
  expect(message).not.toContain(secret);
});

describe('HTTP', () => {
  test.each([
    [{ status: 429, retryAfter: 30 }, 'rate-limited', 30_000],
    [{ status: 429 }, 'rate-limited', 30_000],
    [{ status: 429, retryAfter: 0 }, 'rate-limited', 1000],
    [{ status: 429, retryAfter: -5 }, 'rate-limited', 1000],
    [{ status: 429, retryAfter: 99_999_999_999 }, 'rate-limited', 3_600_000],
    [{ status: 500 }, 'temporary', undefined],
    [{ status: 503, body: '<html>maintenance</html>' }, 'temporary', undefined],
    [{ status: 200, body: 'not JSON' }, 'temporary', undefined],
    [{ status: 403 }, 'temporary', undefined],
    [{ cut: 'before' }, 'temporary', undefined],
  ] as [Fault, PlatformFault, number | undefined][])('%j', async (fault, expectedFault, retryAfterMs) => {
    const error = await errorAfter(fault);
    expect([error.fault, error.retryAfterMs]).toEqual([expectedFault, retryAfterMs]);
  });

  test('no server at all', async () => {
    const client = slackClient('xoxb-test', `http://127.0.0.1:${await freePort()}/api/`);
    const error = await client.auth.test().catch(asPlatformError);
    expect(error).toMatchObject({ fault: 'temporary', message: 'Slack could not be reached.' });
  });

  test('each call is tried once', async () => {
    const before = proxy.calls.length;
    await errorAfter({ status: 500 });
    await errorAfter({ status: 429, retryAfter: 1 });
    expect(proxy.calls.length - before).toBe(2);
  });
});

test('what is a PlatformError stays as it is', () => {
  const error = new Thrown('unauthorized', 'Whetstone is not installed here.');
  expect(asPlatformError(error)).toBe(error);
});
