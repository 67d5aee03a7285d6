import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPlayground } from '../../adapters/web/seed.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

test('a playground begins with four people and a channel, however often it begins', async () => {
  await seedPlayground(web.db, web.workspace);
  const page = await (await web.get('/c/practice')).text();
  for (const person of ['Maya', 'Leo', 'Priya', 'Sam'])
    expect(page.split(`<bdi>${person}</bdi>`).length).toBeGreaterThan(1);
  expect(page.split('class="person"')).toHaveLength(5);
});

test('a person is added and becomes the visitor', async () => {
  const response = await web.send('/people', { name: '  Ana  María ', role: 'mentor', back: '/library' });
  const cookie = /^person=(p[0-9a-f]+);/.exec(response.headers.get('set-cookie') ?? '');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/library']);
  const page = await (await web.get('/c/practice', cookie?.[1])).text();
  expect(page).toMatch(
    /You are<\/span> <bdi class="author">Ana María<\/bdi> <span class="badge badge-mentor">/,
  );
});

test.each([
  [{ name: '', role: 'member' }, 'A name can’t be empty.'],
  [{ name: '\u200b', role: 'member' }, 'A name can’t be empty.'],
  [{ name: 'x'.repeat(41), role: 'member' }, 'A name can have at most 40 characters.'],
  [{ name: 'LEO', role: 'member' }, 'Somebody is already called LEO.'],
  [{ name: 'Eve', role: 'owner' }, 'The page sent something unexpected.'],
])('%j is refused with a sentence', async (fields, sentence) => {
  const response = await web.send('/people', fields, 'maya', { 'HX-Request-Type': '' });
  expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(sentence)]);
});

test('a channel is added, once', async () => {
  for (const name of ['#System Design', 'system-design']) {
    const response = await web.send('/channels', { name });
    expect(response.headers.get('HX-Redirect')).toBe('/c/system-design');
  }
  const page = await (await web.get('/c/system-design')).text();
  expect(page.split('href="/c/system-design"')).toHaveLength(2);
  expect((await web.send('/channels', { name: '../x' })).status).toBe(422);
});

test('a channel’s name may be of any script', async () => {
  const response = await web.send('/channels', { name: 'практика' });
  expect((await web.get(response.headers.get('HX-Redirect') ?? '')).status).toBe(200);
});
