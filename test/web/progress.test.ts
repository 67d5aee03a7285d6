import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { textOf, unsoundness } from './html.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

const card: Card = {
  summary: 'Your practice',
  blocks: [
    { type: 'text', text: 'Streak <3>' },
    { type: 'buttons', buttons: [{ label: 'Start recall', action: 'recall', value: '' }] },
    { type: 'picture', picture: 'progress', alt: 'Answers on "two" days' },
  ],
};

const pictureTag = '<img src="/pictures/progress.png" alt="Answers on &quot;two&quot; days" width="800">';

test('stats in the chat show the picture, which leads to a page with the same', async () => {
  web.core.answers.command = () => ({ type: 'private', card });
  const sent = await web.send('/c/practice/messages', { text: '/interview stats', key: crypto.randomUUID() });
  expect(await sent.text()).toContain(`<a class="picture" href="/progress">${pictureTag}</a>`);
  const markup = await (await web.get('/progress', 'leo')).text();
  expect(web.core.calls.at(-1)).toMatchObject(['command', { member: 'leo' }, 'stats']);
  expect(markup).toContain(pictureTag);
  expect(textOf(markup)).toContain('Streak <3>');
  expect(markup).not.toContain('Start recall');
  expect(markup).toContain('<a href="/progress" aria-current="page">');
  expect(unsoundness(`<section>${pictureTag}</section>`)).toEqual([]);
});

test('the picture is that of whoever looks, and kept by no browser', async () => {
  web.core.answers.picture = ({ member }: { member: string }) => Buffer.from(`a picture of ${member}`);
  const response = await web.get('/pictures/progress.png', 'leo');
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('a picture of leo');
  expect(web.core.calls.at(-1)).toMatchObject(['picture', { member: 'leo' }, 'progress']);
  expect(await (await web.get('/pictures/progress.png', 'maya')).text()).toBe('a picture of maya');
});

test('there is no other picture', async () => {
  web.core.answers.picture = () => undefined;
  expect((await web.get('/pictures/secrets.png')).status).toBe(404);
});
