import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { periodKey, periods } from '../../src/base/periods.ts';
import { settleAllStandings, settleStandings } from '../../src/standings/count-standings.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const openChanges = () => h.services.db.selectFrom('standing_changes').selectAll().execute();

test('law: an answer of any day counts in the periods that leaderboards read for that day', async () => {
  const { db } = h.services;
  const workspace_id = h.workspace;
  const days = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(days, { minLength: 1, maxLength: 20 }), async (given) => {
      await db.deleteFrom('standings').execute();
      const rows = given.map((day) => {
        return { workspace_id, channel_id: 'practice', member_id: 'maya', day, votes: 0, answers: 1 };
      });
      await db.insertInto('standing_changes').values(rows).execute();
      await settleStandings(db, workspace_id);
      const counted = await db.selectFrom('standings').select('period').where('scope', '=', '').execute();
      const read = given.flatMap((day) => periods.map((period) => periodKey(period, day)));
      expect(counted.map(({ period }) => period).sort()).toEqual([...new Set(read)].sort());
    }),
    { numRuns: 50 },
  );
});

test('who looks while others answer, vote and look finds a right leaderboard, and the sweeper leaves nothing open', async () => {
  const thread = await h.drop();
  const members = Array.from({ length: 12 }, (_, index) => `member-${index}`);
  const answers = await Promise.all(members.map((member) => h.reply(member, thread, good)));
  const look = () => h.command('maya', 'leaderboard workspace');
  await Promise.all(
    answers.flatMap((answer, index) =>
      members.slice(0, index).flatMap((voter) => [h.react(voter, answer, '👍'), look()]),
    ),
  );
  const board = await look();
  for (const place of [1, 2, 3]) expect(board).toContain(`@member-${12 - place} | ${12 - place} | 1`);
  expect(await openChanges()).toEqual([]);
  const best = answers.at(-1);
  if (best) await h.react('sam', best, '👍');
  expect(await openChanges()).not.toEqual([]);
  await Promise.all([h.sweep(), settleAllStandings(h.services.db)]);
  expect(await openChanges()).toEqual([]);
  expect(await look()).toContain('@member-11 | 12 | 1');
});
