import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { type Place, PlatformError } from '../../src/chat/platform.ts';
import type { AdapterUnderTest, PlatformUnderTest } from './adapter-contract.ts';
import { hostileTexts } from './hostile.ts';

function saying(text: string): Card {
  return { summary: text, blocks: [{ type: 'text', text }] };
}

interface Change {
  readonly place?: Place;
  readonly key?: string;
  readonly retry?: boolean;
  readonly opensThread?: boolean;
}

/** Posting exactly once, editing, removing, whispering. */
export function platformContract(adapter: AdapterUnderTest): void {
  describe('the platform', () => {
    let on: PlatformUnderTest;
    beforeAll(async () => {
      on = await adapter.start();
    });
    afterAll(() => on.close());

    const post = (text: string, change: Change = {}) =>
      on.platform.post({
        ...(change.opensThread ? { opensThread: { title: text, openForMinutes: 60, tags: [] } } : {}),
        ...(change.place ?? on.place),
        key: change.key ?? randomUUID(),
        retry: change.retry ?? false,
        since: new Date(),
        card: saying(text),
      });
    const seen = (member = on.member, place = on.place) => on.seenBy(member, place);
    const fault = (work: Promise<unknown>) =>
      work.then(
        () => 'none',
        (error: unknown) => (error instanceof PlatformError ? error.fault : error),
      );

    test('a post is seen by everybody', async () => {
      const text = randomUUID();
      await post(text);
      expect((await seen()).filter((entry) => entry.includes(text))).toHaveLength(1);
      expect((await seen(on.otherMember)).filter((entry) => entry.includes(text))).toHaveLength(1);
    });

    test('posting twice with one key gives one message', async () => {
      const [text, key] = [randomUUID(), randomUUID()];
      const first = await post(text, { key });
      const second = await post(text, { key, retry: true });
      expect(second.message).toBe(first.message);
      expect((await seen()).filter((entry) => entry.includes(text))).toHaveLength(1);
    });

    test('posting at once with one key gives one message', async () => {
      const [text, key] = [randomUUID(), randomUUID()];
      const posted = await Promise.all([1, 2, 3].map(() => post(text, { key, retry: true })));
      expect(new Set(posted.map(({ message }) => message)).size).toBe(1);
      expect((await seen()).filter((entry) => entry.includes(text))).toHaveLength(1);
    });

    test('a reply goes to its thread', async () => {
      const [root, text] = [await post('root', { opensThread: true }), randomUUID()];
      const thread = { ...on.place, thread: root.message };
      await post(text, { place: thread });
      expect((await seen(on.member, thread)).some((entry) => entry.includes(text))).toBe(true);
      expect((await seen()).some((entry) => entry.includes(text))).toBe(false);
    });

    test('an edit replaces the card, as often as it is made', async () => {
      const [before, after] = [randomUUID(), randomUUID()];
      const ref = { ...on.place, ...(await post(before)) };
      await on.platform.edit(ref, saying(after));
      await on.platform.edit(ref, saying(after));
      const texts = (await seen()).join('\n');
      expect([texts.includes(before), texts.split(after).length - 1]).toEqual([false, 1]);
    });

    test('removing is a success, also of what is gone', async () => {
      const text = randomUUID();
      const ref = { ...on.place, ...(await post(text)) };
      await on.platform.remove(ref);
      await on.platform.remove(ref);
      await on.platform.remove({ ...on.place, message: on.missingMessage });
      expect((await seen()).some((entry) => entry.includes(text))).toBe(false);
    });

    test('editing what was deleted says that it is gone', async () => {
      const ref = { ...on.place, ...(await post('soon gone')) };
      await on.platform.remove(ref);
      expect(await fault(on.platform.edit(ref, saying('x')))).toBe('gone');
      expect(await fault(on.platform.edit({ ...on.place, message: on.missingMessage }, saying('x')))).toBe(
        'gone',
      );
    });

    test('posting to a channel that isn’t there is unreachable, in a thread it is gone', async () => {
      expect(await fault(post('x', { place: on.missingPlace }))).toBe('unreachable');
      expect(await fault(post('x', { place: { ...on.place, thread: on.missingMessage } }))).toBe('gone');
    });

    test('a whisper is seen by its member alone', async () => {
      const text = randomUUID();
      await on.platform.whisper(on.place, on.member, saying(text));
      expect((await seen()).some((entry) => entry.includes(text))).toBe(true);
      expect((await seen(on.otherMember)).some((entry) => entry.includes(text))).toBe(false);
    });

    test('a whisper in a thread, too', async () => {
      const [root, text] = [await post('root', { opensThread: true }), randomUUID()];
      const thread = { ...on.place, thread: root.message };
      await on.platform.whisper(thread, on.member, saying(text));
      expect((await seen(on.member, thread)).some((entry) => entry.includes(text))).toBe(true);
      expect((await seen(on.otherMember, thread)).some((entry) => entry.includes(text))).toBe(false);
    });

    test('what is told a member directly comes once, however often it is tried', async () => {
      const [text, key] = [randomUUID(), randomUUID()];
      const tell = (retry: boolean) =>
        on.platform.whisper(
          { ...on.place, directly: { key, retry, since: new Date() } },
          on.member,
          saying(text),
        );
      await tell(false);
      // Found again, or not sent again.
      expect(['none', 'gone']).toContain(await fault(tell(true)));
      expect((await on.toldDirectly(on.member)).filter((entry) => entry.includes(text))).toHaveLength(1);
      expect((await seen(on.otherMember)).some((entry) => entry.includes(text))).toBe(false);
    });

    test('a file that is sent a member directly comes once, too', async () => {
      const [text, key] = [randomUUID(), randomUUID()];
      const file = {
        name: 'notes.md',
        mediaType: 'text/markdown',
        bytes: async () => Buffer.from('# Notes'),
      };
      const send = (retry: boolean) =>
        on.platform.whisper(
          { ...on.place, directly: { key, retry, since: new Date() }, file },
          on.member,
          saying(text),
        );
      await send(false);
      expect(['none', 'gone']).toContain(await fault(send(true)));
      expect((await on.toldDirectly(on.member)).filter((entry) => entry.includes(text))).toHaveLength(1);
      expect((await seen(on.otherMember)).some((entry) => entry.includes(text))).toBe(false);
    });

    test.each(['words', 'a file'])('what was told a member directly can be removed: %s', async (what) => {
      const text = randomUUID();
      const file = { name: 'notes.md', mediaType: 'text/markdown', bytes: async () => Buffer.from('#') };
      const told = await on.platform.whisper(
        {
          ...on.place,
          directly: { key: randomUUID(), retry: false, since: new Date() },
          ...(what === 'a file' && { file }),
        },
        on.member,
        saying(text),
      );
      const isThere = async () => (await on.toldDirectly(on.member)).some((entry) => entry.includes(text));
      expect([await isThere(), told !== undefined]).toEqual([true, on.hasDirectMessages]);
      if (!told) return;
      const ref = { workspace: on.place.workspace, ...told };
      await on.platform.remove(ref);
      await on.platform.remove(ref);
      expect(await isThere()).toBe(false);
    });

    test.each(Object.entries(hostileTexts))('carries %s', async (_name, text) => {
      const mark = randomUUID();
      const ref = { ...on.place, ...(await post(`${mark} ${text}`)) };
      await on.platform.edit(ref, saying(`${mark} ${text}`));
      expect((await seen()).filter((entry) => entry.includes(mark))).toHaveLength(1);
    });

    test('a time in a card comes through', async () => {
      const mark = randomUUID();
      const card: Card = {
        summary: mark,
        blocks: [
          { type: 'text', text: [mark, ' ', { time: new Date('2026-11-24T09:00:00Z'), style: 'day' }] },
        ],
      };
      await on.platform.post({ ...on.place, key: randomUUID(), retry: false, since: new Date(), card });
      expect((await seen()).find((entry) => entry.includes(mark))).toMatch(/2026|Nov/);
    });

    test('a message has an address, or none', async () => {
      const url = on.platform.messageUrl({ ...on.place, ...(await post('linked')) });
      expect(url === undefined || /^(https?:\/\/|\/)\S+$/.test(url)).toBe(true);
    });
  });
}
