import { sql } from 'kysely';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseConfig } from '../src/config/config.ts';
import { AttentiveClient } from '../src/database/attentive-client.ts';
import { startWhetstone, type Whetstone } from '../wiring.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

let database: TestDatabase;
let whetstone: Whetstone;
let other: AttentiveClient;
beforeEach(async () => {
  database = await testDatabase('shipped');
  const config = parseConfig({ DATABASE_URL: database.connectionString, PORT: '0' });
  whetstone = await startWhetstone(config, { log: pino({ level: 'silent' }) });
  other = new AttentiveClient({ connectionString: database.connectionString });
  await other.connect();
});
afterEach(async () => {
  await other.query('rollback');
  await other.end();
  await whetstone.stop();
  await database.destroy();
});

/** Holds the tables until the end of the test. */
async function lock(...tables: string[]): Promise<void> {
  await other.query('begin');
  await other.query(`lock table ${tables.join(', ')} in access exclusive mode`);
}

test('while somebody holds tables locked, pages and /readyz answer with a sentence', async () => {
  await lock('web_messages', 'workspaces');
  const pages = Array.from({ length: 30 }, () => fetch(`${whetstone.address}/c/practice`));
  const ready = await fetch(`${whetstone.address}/readyz`);
  expect(await ready.json()).toMatchObject({
    status: 'away',
    problems: { database: expect.stringContaining('locked') },
  });
  for (const page of await Promise.all(pages)) {
    expect(page.status).toBe(500);
    expect(await page.text()).toContain('Please try again in a moment.');
  }
});

test('jobs that wait for a lock keep nobody waiting', async () => {
  const { core, services } = whetstone;
  const workspace = await core.workspaceFor('web', 'local', 'Playground');
  await lock('schedules');
  await services.wake(
    Array.from({ length: 40 }, (_, number) => ({ job: 'open-due-slots', data: {}, id: `slots/${number}` })),
  );
  const waiting = () =>
    sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
      database.db,
    );
  const areWaiting = async () => expect((await waiting()).rows.length).toBeGreaterThanOrEqual(10);
  await vi.waitFor(areWaiting, { timeout: 60_000 });
  const maya = { workspace, channel: 'practice', member: 'maya' };
  for (let asked = 0; asked < 5; asked += 1) await core.command(maya, 'question backend/slow-query');
  await areWaiting();
});
