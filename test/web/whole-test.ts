import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { closePages, launch, type Visitor, visit } from './browser.ts';

export interface WholeTest {
  whetstone(): Whetstone;
  open(person: string, path?: string, options?: Visitor): ReturnType<typeof visit>;
}

/** All of Whetstone as it starts, with a browser to visit its playground, for the tests of a file. */
export function useWhetstone(now: () => Date = () => new Date()): WholeTest {
  let database: TestDatabase;
  let whetstone: Whetstone;
  let browser: Browser;
  beforeAll(async () => {
    database = await testDatabase('shipped');
    const config = parseConfig({ DATABASE_URL: database.connectionString, PORT: '0', LOG_LEVEL: 'silent' });
    whetstone = await startWhetstone(config, { now });
    browser = await launch();
  });
  afterEach(() => closePages(browser));
  afterAll(async () => {
    await browser.close();
    await whetstone.stop();
    await database.destroy();
  });
  return {
    whetstone: () => whetstone,
    open: (person, path = '/', options = {}) =>
      visit(browser, { address: whetstone.address ?? '', close: () => undefined }, path, {
        ...options,
        person,
      }),
  };
}
