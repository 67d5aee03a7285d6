import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

const bodyOf = async (path: string, person?: string) => (await web.get(path, person)).text();

test('the address leads to the first channel, which teaches what to do', async () => {
  const home = await web.get('/');
  expect([home.status, home.headers.get('location')]).toEqual([302, '/c/practice']);
  const page = await bodyOf('/c/practice');
  expect(page).toContain('Nothing here yet.');
  expect(page).toContain('Three things to try');
});

test('the welcome stays away once dismissed', async () => {
  const dismissed = await web.send('/welcome/dismiss', { back: '/c/practice' });
  expect(dismissed.headers.get('location')).toBe('/c/practice');
  const page = await web.app.request('http://localhost/c/practice', {
    headers: { Cookie: 'welcome=dismissed' },
  });
  expect(await page.text()).not.toContain('Three things to try');
});

test('a link to a message leads to where it stands', async () => {
  const root = await web.say('A question for everybody');
  const reply = await web.say('And an answer to it', 'leo', { thread: root });
  const target = async (id: string) => (await web.get(`/c/practice/m/${id}`)).headers.get('location');
  expect(await target(root)).toBe(`/c/practice#m-${root}`);
  expect(await target(reply)).toBe(`/c/practice/t/${root}#m-${reply}`);
});

test('a long channel comes in pages, and links find what is old', async () => {
  const first = await web.say('the very first');
  for (let count = 0; count < 61; count++) await web.say(`message number ${count}`);
  const latest = await bodyOf('/c/practice');
  expect(latest).not.toContain('the very first');
  const earlier = /href="(\/c\/practice\?before=\d+)"/.exec(latest)?.[1] ?? '';
  const older = await bodyOf(earlier);
  expect(older).toContain('the very first');
  expect(older).toContain('You are looking at earlier messages');
  const target = (await web.get(`/c/practice/m/${first}`)).headers.get('location') ?? '';
  expect(await bodyOf(target.replace(/#.*/, ''))).toContain('the very first');
});

describe('what is not there', () => {
  test.each([
    '/c/nowhere',
    '/c/practice/t/999999',
    '/c/practice/t/x',
    '/c/practice/m/1e3',
    '/c/practice/m/99999',
    '/nothing',
  ])('%s is a friendly 404', async (path) => {
    const response = await web.get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Back to the chat');
  });
});

test('a page that fails says so, and the log has no words of people', async () => {
  web.core.answers.tracks = () => {
    throw new Error('secret words');
  };
  const response = await web.get('/library');
  delete web.core.answers.tracks;
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('Something went wrong');
  expect(web.logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(web.logged)).not.toContain('secret words');
});

test('scripts and styles are ours, and kept by their hash', async () => {
  const page = await bodyOf('/c/practice');
  const addresses = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, address]) => address ?? '',
  );
  expect(addresses).toHaveLength(3);
  const imported = ['htmx.js', 'hx-sse.js', 'composer.js'].map((name) =>
    (addresses[0] ?? '').replace('icon.svg', name),
  );
  for (const address of [...addresses, ...imported]) {
    const asset = await web.get(address);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
  }
  expect((await web.get('/assets/old/main.js')).status).toBe(404);
  expect((await web.get('/assets/../playground.ts')).status).toBe(404);
});

test('pages themselves are not kept', async () => {
  expect((await web.get('/c/practice')).headers.get('cache-control')).toBe('no-store');
});
