import { sql } from 'kysely';
import { z } from 'zod';
import type { Db, Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { workThrough } from '../database/work-through.ts';
import { refreshPosts, requestPosts } from '../posts/request-posts.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForReveals } from './wakes.ts';

interface DueDrop {
  readonly workspace_id: string;
  readonly id: string;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
}

/** Posts the sample answer and tip of each drop whose delay is over into its thread. */
async function revealDrops(services: Services): Promise<void> {
  const now = services.now();
  await workThrough<DueDrop, Wake>(services, 'a drop could not be revealed', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: (tx, queue, keys) => reveal(tx, queue, keys, now),
  });
}

async function findDue(db: Db, after: DueDrop | undefined, most: number, now: Date): Promise<DueDrop[]> {
  const { due = '-infinity', workspace_id = '0', id = '0' } = after ?? {};
  const { rows } = await sql<DueDrop>`
    select workspace_id, id, reveal_at::text as due from drops
    where revealed_at is null and reveal_at <= ${now}
      and (reveal_at, workspace_id, id) > (${due}::timestamptz, ${workspace_id}::bigint, ${id}::bigint)
    order by reveal_at, workspace_id, id limit ${most}`.execute(db);
  return rows;
}

async function reveal(tx: Tx, queue: Wake[], keys: readonly DueDrop[], now: Date): Promise<void> {
  const { rows } = await sql<Pick<Row<'drops'>, 'workspace_id' | 'id' | 'channel_id' | 'message'>>`
    with due as (
      select workspace_id, id from drops
      where (workspace_id, id) in (select workspace_id, id
          from ${eachOf(keys)}, jsonb_to_record(item) as key (workspace_id bigint, id bigint))
        and revealed_at is null
      order by workspace_id, id for no key update skip locked
    )
    update drops set revealed_at = ${now} from due
    where drops.workspace_id = due.workspace_id and drops.id = due.id
    returning drops.workspace_id, drops.id, channel_id, message`.execute(tx);
  const drops = rows.map(
    ({ workspace_id, id: subject }) => ({ workspace_id, kind: 'drop', subject }) as const,
  );
  const reveals = rows.map(({ workspace_id, id: subject, channel_id, message: thread }) => {
    return { workspace_id, kind: 'reveal', subject, channel_id, thread } as const;
  });
  await requestPosts(tx, queue, reveals, now);
  await refreshPosts(tx, queue, drops, now);
}

export const revealDropsJob = job<'reveal-drops'>(z.object({}), revealDrops);

/** One wake reveals all that is due. */
export async function overdueReveals({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await db
    .selectFrom('drops')
    .select('reveal_at')
    .where('revealed_at', 'is', null)
    .where('reveal_at', '<=', now)
    .limit(1)
    .execute();
  return due.map(({ reveal_at }) => wakeForReveals(reveal_at ?? now));
}
