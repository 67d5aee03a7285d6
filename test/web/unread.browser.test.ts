/// <reference lib="dom" />
import { beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { useBrowser } from './browser-test.ts';

const { web, visit } = useBrowser();
const phone = { viewport: { width: 390, height: 844 } };
let root: string;

beforeEach(async () => {
  await addChannel(web().db, web().workspace, 'design');
  root = await web().say('How do you find a slow query?', 'sam');
});

const sayInDesign = (text: string) =>
  web().send('/c/design/messages', { text, key: crypto.randomUUID() }, 'leo');

test('a channel has a count of what came, which goes when it is looked at', async () => {
  const page = await visit('/c/practice');
  const mark = page.locator('#unread-design');
  expect(await mark.isVisible()).toBe(false);
  await sayInDesign('One');
  await sayInDesign('Two');
  await expect.poll(() => mark.innerText()).toMatch(/^2/);
  await page.getByRole('link', { name: 'design' }).click();
  await page.waitForURL('**/c/design');
  await page.goto('/c/practice');
  expect(await mark.isVisible()).toBe(false);
  // What one writes oneself, or reads as it comes, isn't new.
  await web().say('Mine', 'maya');
  await web().say('While I look', 'leo');
  await page.locator('#messages', { hasText: 'While I look' }).waitFor();
  await expect.poll(async () => (await web().get('/library')).text()).not.toMatch(/unread-practice">\d/);
  expect(await page.locator('#unread-practice').isVisible()).toBe(false);
  expect(page.complaints).toEqual([]);
});

test('so has a thread, whether it is open or not', async () => {
  const page = await visit('/c/practice');
  const mark = page.locator(`#m-${root} .unread`);
  await web().say('First reply', 'leo', { thread: root });
  await web().say('Second reply', 'leo', { thread: root });
  await expect.poll(() => mark.innerText()).toMatch(/^2/);
  await page.locator(`#m-${root} .thread-link`).click();
  await expect.poll(() => mark.isVisible()).toBe(false);
  await web().say('While it is open', 'leo', { thread: root });
  await page.locator(`#m-${root}`, { hasText: '3 replies' }).waitFor();
  expect(await mark.isVisible()).toBe(false);
  await page.reload();
  await page.goto('/c/practice');
  expect(await mark.isVisible()).toBe(false);
  const place = { workspace: web().workspace, channel: 'practice', thread: root };
  await web().platform.whisper(place, 'maya', { summary: 'psst', blocks: [{ type: 'text', text: 'psst' }] });
  await expect.poll(() => mark.innerText()).toMatch(/^1/);
  const leo = await visit('/c/practice', { person: 'leo' });
  expect(await leo.locator(`#m-${root} .unread`).isVisible()).toBe(false);
});

test('on a phone the way back and the menu tell what is new there', async () => {
  const page = await visit(`/c/practice/t/${root}`, phone);
  await expect.poll(() => page.locator('#unread_back').innerText()).toMatch(/^\d/);
  await page.getByRole('link', { name: 'Close the thread' }).click();
  await sayInDesign('Elsewhere');
  await expect.poll(() => page.locator('#unread_menu').innerText()).toMatch(/^\d/);
  expect(await page.locator('#unread-practice').innerText()).toBe('');
  await page.getByRole('link', { name: 'Open the menu' }).click();
  expect(await page.locator('#unread-design').isVisible()).toBe(true);
  expect(page.complaints).toEqual([]);
});
