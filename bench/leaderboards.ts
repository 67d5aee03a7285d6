import { createDb, createPool } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { leaderboardCard } from '../src/leaderboards/leaderboard-card.ts';
import { inTurns } from './harness/contest.ts';
import { oneByOne } from './harness/load.ts';
import type { Measurement, Sample } from './harness/measurement.ts';
import { seedVotes } from './harness/seed-votes.ts';
import { onConnection } from './harness/site.ts';
import { median } from './harness/statistics.ts';

const workspace = '1';
const day = '2026-11-24';

/** A leaderboard as its card, the viewer's own place included, against one row of the same table by its primary key. */
export const leaderboards: Measurement = {
  id: 'd',
  title: 'a leaderboard',
  onBothBackends: false,
  async prepare({ site, sizes }) {
    const [few, many] = await Promise.all(
      sizes.votes.map(async (votes) => open(await site.database(), votes)),
    );
    if (!few || !many) throw new Error('two sizes are compared');
    return {
      async round(number) {
        const samples: Sample[] = [];
        for (const one of [few, many]) {
          const measure = (lookUp: () => Promise<unknown>) => async () =>
            median(await oneByOne(sizes.lookups, lookUp));
          const times = await inTurns(number, {
            whetstone: measure(one.leaderboard),
            baseline: measure(one.byKey),
          });
          const what = `a leaderboard over ${one.votes.toLocaleString('en')} votes`;
          samples.push({ what, unit: 'ms', goal: { atMost: 2 }, ...times });
        }
        const [atFew, atMany] = samples;
        if (!atFew || !atMany) throw new Error('two sizes are compared');
        const what = `the same over ${many.votes.toLocaleString('en')} as over ${few.votes.toLocaleString('en')}`;
        const grown = { whetstone: atMany.whetstone, baseline: atFew.whetstone };
        return [...samples, { what, unit: 'ms', goal: { atMost: 1.15 }, ...grown }];
      },
      async stop() {
        await few.close();
        await many.close();
      },
    };
  },
};

async function open(database: string, votes: number) {
  // Queries that fail say so themselves; a connection may still hear that its server ends.
  const pool = createPool(database, () => undefined);
  const db = createDb(pool);
  await migrate(db);
  const viewer = await onConnection(database, (client) => seedVotes(client, votes));
  const board = { workspace, scope: '', period: 'all', day, viewer } as const;
  const key = [workspace, '', 'all', viewer];
  return {
    votes,
    leaderboard: () => leaderboardCard(db, board),
    byKey: () =>
      pool.query(
        'select votes, answers from standings where workspace_id = $1 and scope = $2 and period = $3 and member_id = $4',
        key,
      ),
    close: () => db.destroy(),
  };
}
