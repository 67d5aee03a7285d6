import { sql } from 'kysely';
import { z } from 'zod';
import { minutesLater } from '../base/time.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForLapse } from './wakes.ts';

/** So long an invitation waits for an answer, and a member for the next one after a no. */
export const dayMinutes = 1440;

type Key = Pick<Row<'peer_mocks'>, 'workspace_id' | 'id'>;

/** Ends the invitations that nobody answered for a day, and tells those who invited. */
async function lapseInvitations(services: Services): Promise<void> {
  const now = services.now();
  await workThrough<Key, Wake>(services, 'an invitation could not lapse', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: (tx, queue, keys) => lapse(tx, queue, keys, now),
  });
}

async function findDue(db: Db, after: Key | undefined, most: number, now: Date): Promise<Key[]> {
  const { workspace_id = '0', id = '0' } = after ?? {};
  const { rows } = await sql<Key>`
    select workspace_id, id from peer_mocks
    where state = 'invited' and invited_at <= ${minutesLater(now, -dayMinutes)}
      and (workspace_id, id) > (${workspace_id}::bigint, ${id}::bigint)
    order by workspace_id, id limit ${most}`.execute(db);
  return rows;
}

async function lapse(tx: Tx, queue: Wake[], keys: readonly Key[], now: Date): Promise<void> {
  const { rows } = await sql<
    Pick<Row<'peer_mocks'>, 'workspace_id' | 'id' | 'first_id' | 'second_id' | 'channel_id'>
  >`
    with due as (
      select workspace_id, id from peer_mocks
      join (select key.* from ${eachOf(keys)}, jsonb_to_record(item) as key (workspace_id bigint, id bigint)) as keys
        using (workspace_id, id)
      where state = 'invited' order by workspace_id, id for no key update of peer_mocks skip locked
    )
    update peer_mocks set state = 'off' from due
    where peer_mocks.workspace_id = due.workspace_id and peer_mocks.id = due.id
    returning peer_mocks.workspace_id, peer_mocks.id, first_id, second_id, channel_id`.execute(tx);
  const posts = rows.map(
    ({ workspace_id, id, first_id, second_id, channel_id }) =>
      ({
        workspace_id,
        kind: 'peer-off',
        subject: `${id} ${second_id} lapsed`,
        channel_id,
        only_for: first_id,
      }) as const,
  );
  await requestPosts(tx, queue, posts, now);
}

export const lapseInvitationsJob = job<'lapse-peer-invitations'>(z.object({}), lapseInvitations);

/** One wake ends all that are due. */
export async function overdueInvitations({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await findDue(db, undefined, 1, now);
  return due.length > 0 ? [wakeForLapse(now)] : [];
}
