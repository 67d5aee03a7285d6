import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { WebTest } from './support.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium. Fails where there is none: the browser lane is not to pass unseen. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

export interface Site {
  readonly address: string;
  close(): void;
}

export async function serveApp({ app }: WebTest): Promise<Site> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

export interface Visitor extends BrowserContextOptions {
  readonly person?: string;
  /** Shows the welcome, which is dismissed else. */
  readonly isNew?: boolean;
}

/** A page of its own for this person, at `path`; whatever its console complains about fails the test. */
export async function visit(
  browser: Browser,
  site: Site,
  path: string,
  { person = 'maya', isNew = false, ...options }: Visitor = {},
): Promise<Page & { complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: site.address,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  await context.addCookies([
    { name: 'person', value: person, url: site.address },
    ...(isNew ? [] : [{ name: 'welcome', value: 'dismissed', url: site.address }]),
  ]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(path);
  return Object.assign(page, { complaints });
}

/** So that no page goes on listening. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** What a screen reader or a keyboard would stumble over: serious and critical findings of axe. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
}
