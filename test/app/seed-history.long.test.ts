import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoriesOf } from '../../src/recall/memories.ts';
import { seedHistory } from '../../wiring/history/seed-history.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T18:00:00Z' });
});
afterEach(() => h.stop());

const seed = () => seedHistory(h.services.db, { weeks: 2, log: h.services.log, now: () => h.now });

const workspace = async () => {
  const { id } = await h.services.db
    .selectFrom('workspaces')
    .select('id')
    .where('external_id', '=', 'local')
    .executeTakeFirstOrThrow();
  return id;
};

test('two weeks of practice, as it would have come: boards, scores, reviews and something to recall', async () => {
  const days: number[] = [];
  const answers = await seedHistory(h.services.db, {
    weeks: 2,
    log: h.services.log,
    now: () => h.now,
    onDay: (done) => days.push(done),
  });
  expect(days).toHaveLength(14);
  expect(answers).toBeGreaterThan(15);
  const id = await workspace();
  const { rows } = await sql<{ drops: number; scored: number; reviews: number; late: number; early: number }>`
    select (select count(*)::int from drops where workspace_id = ${id}) as drops,
      (select count(*)::int from answers where workspace_id = ${id} and score is not null) as scored,
      (select count(*)::int from reviews where workspace_id = ${id}) as reviews,
      (select count(*)::int from web_messages where workspace_id = ${id} and created_at > ${h.now}) as late,
      (select count(*)::int from web_messages where workspace_id = ${id}
        and created_at < ${h.now}::timestamptz - interval '2 days') as early`.execute(h.services.db);
  expect(rows).toMatchObject([{ drops: 10, scored: answers, late: 0 }]);
  expect(rows[0]?.reviews).toBeGreaterThan(0);
  expect(rows[0]?.early).toBeGreaterThan(20);
  const maya = { ...h.actor('maya'), workspace: id };
  expect(replyText(await h.core.command(maya, 'leaderboard month'))).toContain('🥇 | @');
  const [memories = []] = await memoriesOf(h.services.db, [{ workspace: id, member: 'maya' }], h.now);
  expect(memories.some(({ due }) => due <= h.now)).toBe(true);
  expect(h.logged).toEqual([]);
});

test('the same command makes the same history', async () => {
  await seed();
  const texts = async () => {
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(text, ' ' order by id) as all from web_messages
      where workspace_id = ${await workspace()} and author_id is not null`.execute(h.services.db);
    return rows[0]?.all;
  };
  const first = await texts();
  await h.stop();
  h = await Harness.start({ at: '2026-11-24T18:00:00Z' });
  await seed();
  expect(await texts()).toBe(first);
});

test('a playground with answers stays as it is', async () => {
  await seed();
  await expect(seed()).rejects.toThrow('This playground has answers already.');
});
