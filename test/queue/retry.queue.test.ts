import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import { cutLine } from '../support/cut-line.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 20 };

let lane: Lane;
beforeEach(async () => {
  lane = await Lane.start();
});
afterEach(() => lane.stop());

test('a job that throws, since the database is away, is tried again with backoff and then succeeds', async () => {
  const line = await cutLine((await lane.urls()).databaseUrl);
  const db = createDb(createPool(line.url, () => undefined));
  const failedAt: number[] = [];
  const { log } = lane.h.services;
  const error = (context: object, message: string) => {
    if ('job' in context && context.job === 'deliver-posts') failedAt.push(Date.now());
    log.error(context, message);
  };
  const process = await lane.connect({ db, log: { ...log, error } });
  try {
    await process.core.command(lane.h.actor('sam'), 'question backend/slow-query');
    line.cut();
    await process.work();
    await vi.waitFor(() => expect(failedAt).toHaveLength(3), patience);
    expect(await lane.h.said()).toEqual([]);
    line.mend();
    await vi.waitFor(async () => expect(await lane.h.said()).toHaveLength(1), patience);
  } finally {
    await process.stop();
    await db.destroy();
    await line.close();
  }
  const [first = 0, second = 0, third = 0] = failedAt;
  expect(second - first).toBeGreaterThanOrEqual(990);
  expect(third - second).toBeGreaterThanOrEqual(1990);
});
