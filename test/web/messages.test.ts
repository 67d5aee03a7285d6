import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/core.ts';
import { privately } from './fake-core.ts';
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
      expect.stringContaining('This thread is gone'),
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

describe('commands', () => {
  test('go to the core, and its answer is for the one who asked', async () => {
    web.core.answers.command = () => privately('a private leaderboard');
    const response = await sent('/interview  leaderboard week');
    expect(web.core.calls.at(-1)).toMatchObject([
      'command',
      { member: 'maya', channel: 'practice' },
      'leaderboard week',
    ]);
    expect(await response.text()).toContain('Only you can see this');
    expect(await page('maya')).toContain('a private leaderboard');
    expect(await page('leo')).not.toContain('a private leaderboard');
  });

  test('name people by id', async () => {
    await sent('/interview mentor add @Leo');
    expect(web.core.calls.at(-1)).toMatchObject(['command', {}, 'mentor add <@leo>']);
  });

  test('a private message is dismissed by its reader alone', async () => {
    const id = /id="m-(\d+)" class="message private/.exec(await page('maya'))?.[1] ?? '';
    expect((await web.send(`/c/practice/m/${id}`, { do: 'dismiss' }, 'leo')).status).toBe(404);
    expect((await web.send(`/c/practice/m/${id}`, { do: 'dismiss' }, 'maya')).status).toBe(200);
    expect(await page('maya')).not.toContain('a private leaderboard');
  });

  test('a private message is quoted to nobody', async () => {
    await web.platform.whisper({ workspace: web.workspace, channel: 'practice' }, 'maya', {
      summary: 'secret',
      blocks: [],
    });
    const id = [...(await page('maya')).matchAll(/id="m-(\d+)" class="message private/g)].at(-1)?.[1] ?? '';
    await web.say('what did it say', 'leo', { replyTo: id });
    expect(web.core.calls.at(-1)?.[1]).not.toHaveProperty('replyTo');
    expect(await page('leo')).not.toContain('secret');
  });

  test('what the core throws becomes one private line with a reference', async () => {
    web.core.answers.command = () => {
      throw new Error('the words of Maya');
    };
    const text = textOf(await (await sent('/interview stats')).text());
    const reference = /reference: ([0-9a-f]{8})/.exec(text)?.[1];
    expect(web.logged.at(-1)).toMatchObject({ reference, error: { name: 'Error' } });
    expect(JSON.stringify(web.logged)).not.toContain('the words of Maya');
    delete web.core.answers.command;
  });

  test('suggestions come as options', async () => {
    web.core.answers.suggest = () => [
      { text: 'interview question backend', label: 'backend', help: 'A <question>' },
    ];
    const markup = await (await web.get('/c/practice/suggest?text=question%20b')).text();
    expect(web.core.calls.at(-1)).toMatchObject(['suggest', { member: 'maya' }, 'question b']);
    expect(markup).toContain('data-text="/interview question backend"');
    expect(markup).toContain('A &lt;question&gt;');
  });
});

describe('forms', () => {
  const form: Reply = {
    type: 'form',
    form: {
      name: 'review',
      subject: '7',
      title: 'Review answer',
      submitLabel: 'Send',
      fields: [{ type: 'text', id: 'comment', label: 'Comment', maxLength: 300 }],
    },
  };

  test('open as a dialog, and come back by field', async () => {
    const id = await web.say('An answer of some words', 'leo');
    web.core.answers.messageAction = () => form;
    const dialog = await (await web.send(`/c/practice/m/${id}`, { do: 'review' }, 'priya')).text();
    expect(web.core.calls.at(-1)).toMatchObject([
      'messageAction',
      { member: 'priya', roles: ['mentor'] },
      'review',
      { message: id, member: 'leo' },
    ]);
    expect(dialog).toContain('<dialog aria-labelledby="dialog-title">');

    const fields = { form: 'review', subject: '7', 'value.comment': 'Good\u0000', other: 'x' };
    await web.send('/c/practice/forms', fields, 'priya');
    expect(web.core.calls.at(-1)).toMatchObject([
      'submit',
      { member: 'priya' },
      'review',
      '7',
      { comment: 'Good' },
    ]);
  });

  test('stay open with sentences at their fields', async () => {
    web.core.answers.submit = () => ({ type: 'invalid', errors: { comment: 'Say more.' } });
    const response = await web.send('/c/practice/forms', { form: 'review', subject: '7' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('hx-target="#error-comment" hx-swap="innerHTML">Say more.');
  });

  test('of a name that no form has are refused', async () => {
    expect((await web.send('/c/practice/forms', { form: 'other', subject: '7' })).status).toBe(422);
  });

  test('are pages of their own without scripts', async () => {
    const id = await web.say('Another answer of some words', 'leo');
    const response = await web.send(`/c/practice/m/${id}`, { do: 'review' }, 'priya', {
      'HX-Request-Type': '',
    });
    expect(await response.text()).toContain('<main id="main" class="form-page">');
  });
});
