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

  test('a private message is dismissed by its reader alone', async () => {
    const id = /id="m-(\d+)" class="message private/.exec(await page('maya'))?.[1] ?? '';
    expect((await web.send(`/c/practice/m/${id}`, { do: 'dismiss' }, 'leo')).status).toBe(404);
    expect((await web.send(`/c/practice/m/${id}`, { do: 'dismiss' }, 'maya')).status).toBe(200);
    expect(await page('maya')).not.toContain('a private leaderboard');
  });

  test('name people by id', async () => {
    delete web.core.answers.command;
    await sent('/interview mentor add @Leo');
    expect(web.core.calls.at(-1)).toMatchObject(['command', {}, 'mentor add <@leo>']);
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
      { member: 'priya', roles: [] },
      'review',
      { message: id, member: 'leo' },
    ]);
    expect(dialog).toContain('<dialog aria-labelledby="dialog-title">');

    const fields = { 'form-name': 'review', subject: '7', 'value.comment': 'Good\u0000', other: 'x' };
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
    const response = await web.send('/c/practice/forms', { 'form-name': 'review', subject: '7' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('hx-target="#error-comment" hx-swap="innerHTML">Say more.');
  });

  test('of a name that no form has are refused', async () => {
    expect((await web.send('/c/practice/forms', { 'form-name': 'other', subject: '7' })).status).toBe(422);
  });

  test('are pages of their own without scripts', async () => {
    const id = await web.say('Another answer of some words', 'leo');
    const response = await web.send(`/c/practice/m/${id}`, { do: 'review' }, 'priya', {
      'HX-Request-Type': '',
    });
    expect(await response.text()).toContain('<main id="main" class="form-page">');
  });
});
