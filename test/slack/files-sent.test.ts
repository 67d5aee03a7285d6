import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorOf, type SlackTest, saying, slackTest } from './support.ts';

let on: SlackTest;
beforeEach(async () => {
  on = await slackTest();
});
afterEach(() => on.close());

const file = { name: 'data.zip', mediaType: 'application/zip', bytes: async () => Buffer.from('all of it') };

const send = (retry = false) =>
  on.platform.whisper(
    { ...on.place, directly: { key: randomUUID(), retry, since: new Date() }, file },
    on.slack.member('maya'),
    saying('Your data <here> & now'),
  );

interface Shared {
  readonly channel_id: string;
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly content_base64?: string }[];
}
const shared = () =>
  (on.slack.store.messages.all() as readonly Shared[]).filter(({ files = [] }) => files.length > 0);

test('a file comes in the conversation with the bot, with the card’s summary', async () => {
  await send();
  const [message] = shared();
  expect(message?.text).toBe('Your data &lt;here&gt; &amp; now');
  const [got] = message?.files ?? [];
  expect(got?.name).toBe('data.zip');
  expect(Buffer.from(got?.content_base64 ?? '', 'base64').toString()).toBe('all of it');
  const place = on.slack.store.channels.all().find(({ channel_id }) => channel_id === message?.channel_id);
  expect(place).toMatchObject({ is_im: true, members: expect.arrayContaining([on.slack.member('maya')]) });
});

test.each([
  ['missing_scope', 'files:write'],
  ['file_uploads_disabled', 'Ask an admin to allow file uploads'],
])('where Slack refuses it (%s), that is final and says what to do', async (code, sentence) => {
  on.proxy.next('files.getUploadURLExternal', { code, more: { needed: 'files:write' } });
  const error = await errorOf(send());
  expect([error?.fault, error?.isUnsent]).toEqual(['unreachable', true]);
  expect(error?.message).toContain(sentence);
  expect(shared()).toHaveLength(0);
});

test('what fails before it is shared is certainly unsent; afterwards nobody knows', async () => {
  on.proxy.next('files.getUploadURLExternal', { status: 503 });
  expect(await errorOf(send())).toMatchObject({ fault: 'temporary', isUnsent: true });
  on.proxy.next('files.completeUploadExternal', { status: 503 });
  expect(await errorOf(send())).toMatchObject({ fault: 'temporary', isUnsent: false });
  expect(await errorOf(send(true))).toMatchObject({ fault: 'gone' });
});

test('a removal that was cut short between its message and the file is brought to its end', async () => {
  const told = await send();
  if (!told) throw new Error('nothing was sent');
  on.proxy.next('files.delete', { status: 503 });
  const ref = { workspace: on.place.workspace, ...told };
  expect(await errorOf(on.platform.remove(ref))).toMatchObject({ fault: 'temporary' });
  await on.platform.remove(ref);
  const deleted = on.proxy.calls.filter(({ method }) => method === 'files.delete');
  expect([deleted.length, shared().length]).toEqual([2, 0]);
  await on.platform.remove(ref);
});
