import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { good } from '../support/answers.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 20 };

let lane: Lane;
beforeEach(async () => {
  lane = await Lane.start();
});
afterEach(() => lane.stop());

test('a shutdown finishes the job in hand, and nothing of it is left for the next worker', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const rubric = rubricCoach();
  const asked: string[] = [];
  const coach = {
    name: rubric.name,
    assess: async (request: Parameters<typeof rubric.assess>[0]) => {
      asked.push(request.answer);
      await released;
      return rubric.assess(request);
    },
  };
  const first = await lane.connect({ coach });
  const thread = await lane.h.drop();
  await first.core.messagePosted(lane.h.message('maya', thread, good));
  await first.work();
  await vi.waitFor(() => expect(asked).toHaveLength(1), patience);

  let isStopped = false;
  const stopping = first.stop().then(() => {
    isStopped = true;
  });
  const second = await lane.connect({ coach });
  await vi.waitFor(
    async () => expect(await second.queue.getJobCounts()).toMatchObject({ active: 1 }),
    patience,
  );
  expect(isStopped).toBe(false);
  release();
  await stopping;
  expect(await second.queue.getJobCounts()).toMatchObject({ active: 0, waiting: 1, delayed: 1 });

  // What is left: the post that shows the feedback, and the next sweep.
  await second.work();
  await vi.waitFor(async () => expect(await lane.h.said(thread)).toHaveLength(1), patience);
  await vi.waitFor(
    async () => expect(await second.queue.getJobCounts()).toMatchObject({ active: 0, waiting: 0 }),
    patience,
  );
  expect(asked).toEqual([good]);
  const { db } = lane.h.services;
  expect(await db.selectFrom('feedback').select(['state', 'attempts', 'claimed_until']).execute()).toEqual([
    { state: 'given', attempts: 1, claimed_until: null },
  ]);
});
