import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { origin, type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

const message = () => ({ text: 'hello', key: randomUUID() });
const post = (headers: Record<string, string>) =>
  web.app.request(`${origin}/c/practice/messages`, {
    method: 'POST',
    body: new URLSearchParams(message()),
    headers,
  });

test('the content security policy allows nothing inline and nothing foreign', async () => {
  const page = await web.get('/c/practice');
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const markup = await page.text();
  expect(markup).not.toMatch(/<script(?![^>]* src=)|<style| style="| on[a-z]+="/);
});

describe('forms of other sites are refused', () => {
  test.each([
    { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null' },
    { Origin: 'http://localhost:9999', 'Sec-Fetch-Site': 'same-site' },
    {},
  ])('%j', async (headers) => {
    expect((await post(headers as Record<string, string>)).status).toBe(403);
    expect(web.core.calls).toEqual([]);
  });

  test('our own are taken, by either sign', async () => {
    expect((await post({ Origin: origin })).status).toBe(303);
    expect((await post({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
    expect((await post({ Origin: 'https://whetstone.example' })).status).toBe(303);
  });
});

describe('host names', () => {
  const asHost = (host: string) => web.app.request(`${origin}/c/practice`, { headers: { Host: host } });

  test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'whetstone.example'])(
    '%s is ours',
    async (host) => {
      expect((await asHost(host)).status).toBe(200);
    },
  );

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '10.0.0.1', 'x@y z'])(
    '%s is not',
    async (host) => {
      expect((await asHost(host)).status).toBe(421);
    },
  );
});

test('a body of more than 256 KB is refused', async () => {
  const response = await web.send('/c/practice/messages', { ...message(), text: 'x'.repeat(300_000) });
  expect(response.status).toBe(413);
});

test('the person’s cookie is for our pages alone, and a made-up person is the first one', async () => {
  const cookie = (await web.send('/people/be', { person: 'leo', back: '/library' })).headers.get(
    'set-cookie',
  );
  expect(cookie).toMatch(/^person=leo;.*HttpOnly; SameSite=Strict/);
  const page = await (await web.get('/c/practice', 'nobody-of-this-name')).text();
  expect(page).toContain('data-me="maya"');
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'switching people never leads to %s',
  async (back) => {
    const response = await web.send('/people/be', { person: 'leo', back });
    expect(response.headers.get('location')).toBe('/');
  },
);
