import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enqueue } from '../../jobs/queue.ts';
import { wakeForTurn } from '../../src/feedback/wakes.ts';
import { wakeForPost } from '../../src/posts/wakes.ts';
import type { Wake } from '../../src/services/wake.ts';
import { Lane, type Process } from './lane.ts';

const patience = { timeout: 60_000, interval: 20 };

let lane: Lane;
let process: Process;
const handled: { id: string; at: number }[] = [];
let stopWorker: () => Promise<void>;

beforeEach(async () => {
  handled.length = 0;
  lane = await Lane.start();
  process = await lane.connect();
});
afterEach(async () => {
  await stopWorker();
  await lane.stop();
});

/** One job at a time, so that what was queued first is handled first. */
function handle(): void {
  const worker = process.backend.createWorker(async ({ id = '' }) => {
    handled.push({ id, at: Date.now() });
  }, 1);
  worker.on('error', () => undefined);
  stopWorker = () => worker.close();
}

const send = (...batch: Wake[]) => enqueue(process.queue, lane.h.services.log, batch, new Date());
const wake = (answer: string, at = new Date()) =>
  wakeForTurn({ workspace_id: '1', answer_id: answer, turn: 1, attempts: 0, due_at: at });
const post = (id: number, at = new Date()) =>
  wakeForPost({ workspace_id: '1', id: String(id), version: 1, attempts: 0, due_at: at });
const ids = () => handled.map(({ id }) => id);

test('a wake is handled; the same wake twice is one job, until it is done', async () => {
  const [one, other, last] = [wake('1'), wake('2'), wake('3')];
  await send(one, other, one);
  await send(one);
  await send(last);
  handle();
  await vi.waitFor(() => expect(ids()).toEqual([one.id, other.id, last.id]), patience);
  await vi.waitFor(async () => expect(await open()).toBe(0), patience);
  await send(one);
  await vi.waitFor(() => expect(ids()).toEqual([one.id, other.id, last.id, one.id]), patience);
});

test('a wake for later comes at its time and not before', async () => {
  const late = wake('1', new Date(Date.now() + 1500));
  const now = wake('2');
  await send(late, now);
  handle();
  await vi.waitFor(() => expect(ids()).toEqual([now.id, late.id]), patience);
  const early = (handled[1]?.at ?? 0) - (late.at?.getTime() ?? 0);
  expect(early).toBeGreaterThanOrEqual(0);
  expect(early).toBeLessThan(5000);
});

test('posts that are due together share jobs, ten in each; one for later comes by itself', async () => {
  const posts = Array.from({ length: 12 }, (_, index) => post(index));
  const late = post(12, new Date(Date.now() + 1500));
  await send(late, ...posts);
  handle();
  await vi.waitFor(() => expect(handled).toHaveLength(3), patience);
  const [first, second, third] = ids();
  expect(first?.split(' ')).toEqual(posts.slice(0, 10).map(({ id }) => id));
  expect(second?.split(' ')).toEqual(posts.slice(10).map(({ id }) => id));
  expect(third).toBe(late.id);
});

async function open(): Promise<number> {
  const { waiting = 0, active = 0, delayed = 0 } = await process.queue.getJobCounts();
  return waiting + active + delayed;
}
