import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Db } from '../../src/database/database.ts';
import { type Metrics, observe } from './metrics.ts';

interface Sources {
  readonly db: Db;
  readonly pools: readonly Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>[];
  readonly queue: { getJobCounts(): Promise<Record<string, number>> };
}

/** How much waits, and how full things are; the same in every process, except for the pools. */
export function observeState(metrics: Metrics, { db, pools, queue }: Sources): void {
  // First, before the others take connections of their own.
  observe(
    metrics,
    { name: 'whetstone_pool_connections', help: 'Connections to the database, by state.', label: 'state' },
    () => ({
      used: total(pools, (pool) => pool.totalCount - pool.idleCount),
      idle: total(pools, (pool) => pool.idleCount),
      'waited for': total(pools, (pool) => pool.waitingCount),
    }),
  );
  observe(
    metrics,
    { name: 'whetstone_queue_jobs', help: 'Jobs in the queue, by state.', label: 'state' },
    () => queue.getJobCounts(),
  );
  observe(
    metrics,
    {
      name: 'whetstone_waiting',
      help: 'What is due and isn’t done: feedback, replies in conversations, and messages to post or edit.',
      label: 'what',
    },
    () => waiting(db, sql`count(*)`),
  );
  observe(
    metrics,
    {
      name: 'whetstone_waiting_oldest_seconds',
      help: 'How long the oldest of what waits has been due.',
      label: 'what',
    },
    () => waiting(db, sql`coalesce(extract(epoch from now() - min(due_at)), 0)`),
  );
}

function total<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}

/** Each of the three has an index of what waits, by when it is due. */
async function waiting(db: Db, amount: ReturnType<typeof sql>): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; amount: string }>`
    select 'feedback' as what, ${amount} as amount from feedback where state = 'pending' and due_at <= now()
    union all
    select 'replies', ${amount} from conversation_turns where state = 'pending' and due_at <= now()
    union all
    select 'posts', ${amount} from posts where (state in ('pending', 'sending') or stale) and due_at <= now()`.execute(
    db,
  );
  return Object.fromEntries(rows.map((row) => [row.what, Number(row.amount)]));
}
