/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { closePages, launch, type Site, serveApp, type Visitor, visit } from './browser.ts';
import { type WebTest, webTest } from './support.ts';

export interface BrowserTest {
  web(): WebTest;
  visit(path: string, visitor?: Visitor): ReturnType<typeof visit>;
}

/** A browser and a served playground for the tests of a file. */
export function useBrowser(): BrowserTest {
  let web: WebTest;
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
    web = await webTest();
    site = await serveApp(web);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
    site.close();
  });
  afterEach(() => closePages(browser));
  beforeEach(() => {
    web.core.calls.length = 0;
  });
  return { web: () => web, visit: (path, visitor) => visit(browser, site, path, visitor) };
}

export function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id || document.activeElement?.className);
}

/** The channel's message box. */
export function box(page: Page): Locator {
  return page.locator('#text-channel');
}

/** Whether somebody who looks at the page sees the element's beginning, without scrolling. */
export async function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((shown) => {
    const { left, top } = shown.getBoundingClientRect();
    const there = document.elementFromPoint(left + 20, top + 12);
    return there !== null && shown.contains(there);
  });
}
