import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from './html.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());
beforeEach(() => {
  web.core.calls.length = 0;
});

const page = async (person?: string, path = '/c/practice') => (await web.get(path, person)).text();
const sent = (text: string, fields: Record<string, string> = {}) =>
  web.send('/c/practice/messages', { text, key: randomUUID(), ...fields });

describe('writing', () => {
  test('a message is stored, shown and told to the core', async () => {
    const root = await web.say('Shall we?', 'leo');
    const id = await web.say('Yes @Leo, and @priya too', 'maya', { thread: root, replyTo: root });
    expect(web.core.calls.at(-1)).toEqual([
      'messagePosted',
      {
        workspace: web.workspace,
        channel: 'practice',
        channelName: 'practice',
        member: 'maya',
        memberName: 'Maya',
        roles: [],
        message: id,
        thread: root,
        replyTo: root,
        replyToMember: 'leo',
        mentions: ['leo', 'priya'],
        text: 'Yes @Leo, and @priya too',
        fromBot: false,
      },
    ]);
    expect(await page()).toContain('1 reply');
    const thread = textOf(await page('sam', `/c/practice/t/${root}`));
    expect(thread).toMatch(/Shall we\?[\s\S]*Yes @Leo/);
  });

  test('what is sent twice appears once', async () => {
    const key = randomUUID();
    const first = await web.say('only once, please', 'maya', { key });
    expect(await web.say('only once, please', 'maya', { key })).toBe(first);
    expect((await page()).split('only once, please')).toHaveLength(2);
  });

  test.each([
    ['nothing', '   ', 'Write something first.'],
    ['zero-width characters', '\u200b\u200d\ufeff\u2060', 'Write something first.'],
    ['null bytes', '\u0000\u0000', 'Write something first.'],
    ['50,000 characters', 'x'.repeat(50_000), '50,000 characters, and a message can have 40,000'],
    ['another command', '/intervew question', 'There is no /intervew here'],
  ])('%s is refused with a sentence', async (_what, text, sentence) => {
    const response = await sent(text);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
    expect(web.core.calls).toEqual([]);
  });

  test('40,000 characters are taken, and null bytes taken out', async () => {
    const id = await web.say(`a\u0000b${'字'.repeat(39_998)}`, 'maya');
    const stored = await web.core.calls.at(-1);
    expect(stored).toMatchObject(['messagePosted', { message: id, text: `ab${'字'.repeat(39_998)}` }]);
  });

  test('a path is no command', async () => {
    await web.say('/etc/hosts is where I would look');
  });

  test('hostile text is only text', async () => {
    await web.say('<script>alert(1)</script> <hx-partial hx-target="body">x</hx-partial> \u202Egpj');
    const markup = await page();
    expect(markup).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &lt;hx-partial');
    expect(markup).not.toContain('<script>');
  });

  test('a thread that is gone takes nothing', async () => {
    const response = await sent('too late', { thread: '999999' });
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining('This thread was deleted'),
    ]);
  });

  test('without scripts, forms lead back to the page', async () => {
    const key = randomUUID();
    const plain = await web.send('/c/practice/messages', { text: 'plain and simple', key }, 'maya', {
      'HX-Request-Type': '',
    });
    expect([plain.status, plain.headers.get('location')]).toEqual([303, '/c/practice']);
    const wrong = await web.send('/c/practice/messages', { text: ' ', key }, 'maya', {
      'HX-Request-Type': '',
    });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('Write something first.'),
    ]);
  });
});
