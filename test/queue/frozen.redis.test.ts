import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 50 };

let lane: Lane;
let whetstone: Whetstone;
beforeEach(async () => {
  lane = await Lane.start();
  const { databaseUrl, redisUrl } = await lane.urls();
  const config = parseConfig({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PORT: '0' });
  whetstone = await startWhetstone(config, { log: pino({ level: 'silent' }), sweepEveryMs: 200 });
});
afterEach(async () => {
  lane.redis?.thaw();
  await whetstone.stop();
  await lane.stop();
});

test('a Redis that answers nothing makes nobody wait, and what it missed is done later', async () => {
  const { core, services } = whetstone;
  const workspace = await core.workspaceFor('web', 'local', 'Playground');
  lane.redis?.freeze();
  const askedAt = performance.now();
  await core.command({ workspace, channel: 'practice', member: 'maya' }, 'question backend/slow-query');
  expect(performance.now() - askedAt).toBeLessThan(2500);
  expect(await (await fetch(`${whetstone.address}/readyz`)).json()).toMatchObject({ queue: 'away' });

  lane.redis?.thaw();
  await vi.waitFor(async () => {
    const { state } = await services.db
      .selectFrom('drops')
      .select('state')
      .where('requested_by', '=', 'maya')
      .executeTakeFirstOrThrow();
    expect(state).toBe('open');
  }, patience);
});
