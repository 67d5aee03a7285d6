import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 50 };

let lane: Lane;
beforeEach(async () => {
  lane = await Lane.start();
});
afterEach(() => lane.stop());

test('what the queue has lost the sweeper finds', async () => {
  const process = await lane.connect();
  await process.core.command(lane.h.actor('sam'), 'question backend/slow-query');
  await lane.flush();
  expect(await process.queue.getJobCounts()).toMatchObject({ waiting: 0, delayed: 0 });
  // The sweeper leaves a wake that was sent on time a moment.
  lane.h.clock(1);
  await process.work(200);
  await vi.waitFor(async () => expect(await lane.h.said()).toHaveLength(1), patience);
});

test('the sweeper comes back by itself when the queue loses that too', async () => {
  const process = await lane.connect();
  await process.work(200);
  await vi.waitFor(async () => expect(await swept()).toBe(true), patience);
  await lane.flush();
  // Stored, and nobody is told.
  const silent = await lane.connect({ wake: async () => undefined });
  await silent.core.command(lane.h.actor('sam'), 'question backend/slow-query');
  lane.h.clock(1);
  await vi.waitFor(async () => expect(await lane.h.said()).toHaveLength(1), patience);

  /** The next sweep is planned when one begins. */
  async function swept(): Promise<boolean> {
    return ((await process.queue.getJobCounts()).delayed ?? 0) > 0;
  }
});
