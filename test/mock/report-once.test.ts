import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { jobHandlers } from '../../src/app/job-handlers.ts';
import { onAnything } from '../support/answers.ts';
import { dying } from '../support/dying.ts';
import { Harness } from '../support/harness.ts';

/** Law: whenever the coach has read the last answer, the report of a mock that ends by itself comes once. */

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

/** A mock with an answer that the coach still reads. */
async function answered(): Promise<string> {
  await h.core.command(h.actor('maya'), 'mock backend 10m');
  const { id } = await h.services.db
    .selectFrom('mocks')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await h.core.submit(h.actor('maya'), 'mock-answer', `${id}:1`, { answer: onAnything });
  return id;
}

/** The same when its time is over. */
async function overdue(): Promise<void> {
  const id = await answered();
  h.wakes.splice(0, h.wakes.length, ...h.wakes.filter(({ job }) => job !== 'end-mocks'));
  const { ends_at } = await h.services.db
    .selectFrom('mocks')
    .select('ends_at')
    .where('id', '=', id)
    .where('workspace_id', '=', h.workspace)
    .executeTakeFirstOrThrow();
  h.clock(ends_at?.toISOString() ?? '');
}

/** Ends what is due, and does something else after the given number of its statements. Returns whether it came so far. */
async function endMocks(after: number, meanwhile: () => Promise<void>): Promise<boolean> {
  let count = 0;
  const db = h.services.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      count += 1;
      if (count === after) await meanwhile();
      return result;
    },
  });
  await jobHandlers(features).get('end-mocks')?.({ ...h.services, db }, {});
  return count >= after;
}

const reports = async () =>
  (await h.said(undefined, 'maya')).filter((text) => text.startsWith('Your mock interview\n'));

async function expectReports(count: number): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await h.drain();
    h.clock(2);
    await h.sweep();
  }
  const told = await reports();
  expect(told).toHaveLength(count);
  expect(told.every((text) => text.includes('Answered: 1 of 3 questions'))).toBe(true);
}

test('with the coach’s word between any two statements of the end', async () => {
  for (let after = 1; ; after += 1) {
    await overdue();
    const isThere = await endMocks(after, () => h.drain());
    await expectReports(after);
    if (!isThere) break;
  }
});

test('with the coach’s word before the end, said or not, and after it', async () => {
  const read = async (until: 'read' | 'said') => {
    for (;;) {
      const at = h.wakes.findIndex(({ job }) => until === 'said' || job !== 'deliver-posts');
      const [wake] = at < 0 ? [] : h.wakes.splice(at, 1);
      if (!wake) return;
      await h.run(wake);
    }
  };
  await overdue();
  await read('said');
  await endMocks(0, async () => undefined);
  await expectReports(1);
  await overdue();
  await read('read');
  await endMocks(0, async () => undefined);
  await expectReports(2);
  await overdue();
  await endMocks(0, async () => undefined);
  await expectReports(3);
});

test('wherever the process that ends it dies', async () => {
  for (let last = 1; ; last += 1) {
    await overdue();
    const first = dying(h.services, last);
    await first.run('end-mocks', {});
    await h.drain();
    const second = dying(h.services, last);
    await second.run('end-mocks', {});
    await expectReports(last);
    if (!first.isDead() && !second.isDead()) break;
  }
});

test('an answer that comes after the end has a report of its own', async () => {
  const id = await answered();
  await h.drain();
  await h.core.action(h.actor('maya'), 'mock-next', `${id}:1`);
  h.clock(30);
  await h.sweep();
  await expectReports(1);
  await h.core.submit(h.actor('maya'), 'mock-answer', `${id}:2`, { answer: onAnything });
  await h.drain();
  expect((await reports()).slice(1)).toEqual([expect.stringContaining('Answered: 2 of 3 questions')]);
});
