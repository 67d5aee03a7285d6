import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Tx } from '../database/database.ts';
import { workThrough } from '../database/work-through.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { endHalf } from './run-peer-mock.ts';
import { wakeForTurns } from './wakes.ts';

interface Due {
  readonly workspace_id: string;
  readonly id: string;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
}

/** Swaps the roles, or ends, where a half is over. */
async function turnPeerMocks(services: Services): Promise<void> {
  const now = services.now();
  await workThrough<Due, Wake>(services, 'a mock interview could not go on', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: async (tx, queue, keys) => {
      for (const key of keys) await turnOne(tx, queue, key, now);
    },
  });
}

async function findDue(db: Db, after: Due | undefined, most: number, now: Date): Promise<Due[]> {
  const { due = '-infinity', workspace_id = '0', id = '0' } = after ?? {};
  const { rows } = await sql<Due>`
    select workspace_id, id, turn_ends_at::text as due from peer_mocks
    where state in ('first', 'second') and turn_ends_at <= ${now}
      and (turn_ends_at, workspace_id, id) > (${due}::timestamptz, ${workspace_id}::bigint, ${id}::bigint)
    order by turn_ends_at, workspace_id, id limit ${most}`.execute(db);
  return rows;
}

async function turnOne(tx: Tx, queue: Wake[], { workspace_id, id }: Due, now: Date): Promise<void> {
  const mock = await tx
    .selectFrom('peer_mocks')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .where('turn_ends_at', '<=', now)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (mock?.state === 'first' || mock?.state === 'second') await endHalf(tx, queue, mock, mock.state, now);
}

export const turnPeerMocksJob = job<'turn-peer-mocks'>(z.object({}), turnPeerMocks);

/** One wake turns all that are due. */
export async function overdueTurns({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await db
    .selectFrom('peer_mocks')
    .select('turn_ends_at')
    .where('turn_ends_at', '<=', now)
    .orderBy('turn_ends_at')
    .limit(1)
    .execute();
  return due.flatMap(({ turn_ends_at }) => (turn_ends_at ? [wakeForTurns(turn_ends_at)] : []));
}
