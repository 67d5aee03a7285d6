import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { visibleText } from '../support/slack/visible-text.ts';
import { errorOf, type SlackTest, saying, slackTest } from './support.ts';

let on: SlackTest;
beforeEach(async () => {
  on = await slackTest();
});
afterEach(() => on.close());

test('one workspace’s limit does not hold up another', async () => {
  const other = await slackTest({ name: 'globex' });
  try {
    on.proxy.always({ status: 429, retryAfter: 3600 });
    const limited = Array.from({ length: 120 }, () => errorOf(on.post(randomUUID())));
    const free = Array.from({ length: 20 }, () =>
      other.platform.post({
        ...other.place,
        key: randomUUID(),
        retry: false,
        since: new Date(),
        card: saying('hello'),
      }),
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
  await on.post(randomUUID());
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
    on.platform.post({ ...place, key: randomUUID(), retry: false, since: new Date(), card: saying('hello') }),
  );
  expect([error?.fault, error?.message]).toEqual(['unreachable', expect.stringContaining('archived')]);
});

test('a token without the scope names the scope', async () => {
  const poor = await slackTest({ name: 'initech', tokenOf: (slack) => slack.tokenWithoutScopes });
  try {
    const error = await errorOf(
      poor.platform.post({
        ...poor.place,
        key: randomUUID(),
        retry: false,
        since: new Date(),
        card: saying('hello'),
      }),
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
  return on.post(randomUUID()).then(() => {
    expect(on.platform.messageUrl(ref)).toBe(url);
    expect(on.platform.messageUrl({ ...ref, thread: ref.message })).toBe(url);
    expect(on.platform.messageUrl({ ...ref, thread: '1732430000.000100' })).toBe(
      `${url}?thread_ts=1732430000.000100&cid=${on.place.channel}`,
    );
  });
});

test('the channels of a member are all that they and, of private ones, Whetstone are in, asked once in five minutes', async () => {
  const { slack, platform, place, proxy } = on;
  const [practice, archive, fresh, secret] = ['practice', 'archive', 'fresh', 'secret'].map(
    (name) => slack.channel(name).channel_id,
  );
  expect(await platform.channelsOf?.(place.workspace, slack.member('maya'))).toEqual([
    practice,
    archive,
    fresh,
  ]);
  slack.store.channels.update(slack.channel('secret').id, { members: [slack.member('leo'), slack.botUser] });
  slack.store.channels.update(slack.channel('fresh').id, { members: [] });
  expect(await platform.channelsOf?.(place.workspace, slack.member('leo'))).toEqual([
    practice,
    archive,
    secret,
  ]);
  const before = proxy.calls.length;
  expect(await platform.channelsOf?.(place.workspace, slack.member('maya'))).toContain(fresh);
  expect(proxy.calls).toHaveLength(before);
  on.proxy.next('users.conversations', { code: 'missing_scope' });
  const refused = errorOf(Promise.resolve(platform.channelsOf?.(place.workspace, 'U0NOBODY')));
  expect((await refused)?.message).toContain('Whetstone lacks a permission');
});
