import { expect, test } from 'vitest';
import { whetstone } from './program.ts';

const redirects = ['https://whetstone.example/slack/oauth_redirect'];

test.each([
  ['--socket', true, undefined],
  ['--url https://whetstone.example/', false, redirects],
  ['--socket --url https://whetstone.example/', true, redirects],
])('slack manifest %s', async (args, isSocket, redirectUrls) => {
  const { code, out, err } = await whetstone(`slack manifest ${args}`).ended;
  const { settings, oauth_config } = JSON.parse(out);
  expect(settings.socket_mode_enabled).toBe(isSocket);
  expect(settings.interactivity.request_url === undefined).toBe(isSocket);
  expect(oauth_config.redirect_urls).toEqual(redirectUrls);
  expect([code, err]).toEqual([0, '']);
});

test.each([
  ['', 'Pass --url https://… for HTTP, --socket for Socket Mode, or both for Socket Mode with OAuth.'],
  ['--url http://whetstone.example', 'Slack needs an address that begins with https://.'],
])('slack manifest %s is refused', async (args, sentence) => {
  const { code, out, err } = await whetstone(`slack manifest ${args}`).ended;
  expect([code, out, err]).toEqual([1, '', `${sentence}\n`]);
});
