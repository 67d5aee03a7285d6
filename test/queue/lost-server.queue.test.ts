import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone } from '../../wiring.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { cutLine } from '../support/cut-line.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 50 };

let lane: Lane;
beforeEach(async () => {
  lane = await Lane.start();
});
afterEach(() => lane.stop());

test('when the queue is away the program lives, says so, and works again when it is back', async () => {
  const { databaseUrl, redisUrl } = await lane.urls();
  const line = await cutLine(redisUrl ?? databaseUrl);
  const config = parseConfig({ PORT: '0', ...lineVariables(databaseUrl, redisUrl, line.url) });
  const running = await startWhetstone(config, { log: pino({ level: 'silent' }), sweepEveryMs: 200 });
  const readiness = async () => (await fetch(`${running.address}/readyz`)).json();
  const workspace = await running.core.workspaceFor('web', 'local', 'Playground');
  const ask = (member: string) =>
    running.core.command({ workspace, channel: 'practice', member }, 'question backend/slow-query');
  line.cut();
  // Whatever comes of it, somebody waits for an answer.
  const askedAt = performance.now();
  await ask('leo');
  expect(performance.now() - askedAt).toBeLessThan(2500);
  await vi.waitFor(async () => expect(await readiness()).toMatchObject({ queue: 'away' }), patience);
  line.mend();
  await vi.waitFor(async () => expect(await readiness()).toMatchObject({ status: 'ok' }), patience);

  await ask('maya');
  const { db } = lane.h.services;
  await vi.waitFor(async () => {
    const { state } = await db
      .selectFrom('drops')
      .select('state')
      .where('requested_by', '=', 'maya')
      .executeTakeFirstOrThrow();
    expect(state).toBe('open');
  }, patience);
  await running.stop();
  await line.close();
});

test('a shutdown while the queue is away comes to an end', async () => {
  const { databaseUrl, redisUrl } = await lane.urls();
  const line = await cutLine(redisUrl ?? databaseUrl);
  const program = whetstone('start', {
    PORT: '0',
    ...lineVariables(databaseUrl, redisUrl, line.url),
  });
  await ready(program);
  line.cut();
  const { code, tookMs } = await stop(program);
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(8000);
  await line.close();
});

/** The server that the queue is on is reached by the line. */
function lineVariables(
  databaseUrl: string,
  redisUrl: string | undefined,
  line: string,
): Record<string, string> {
  return redisUrl === undefined ? { DATABASE_URL: line } : { DATABASE_URL: databaseUrl, REDIS_URL: line };
}
