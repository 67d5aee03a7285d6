import { sql } from 'kysely';
import type { Db, Row, Tx } from '../database/database.ts';

type Counted = Pick<Row<'answers'>, 'workspace_id' | 'channel_id' | 'member_id' | 'day' | 'is_private'>;

/** How many changes one statement settles. */
const most = 5000;

/**
 * Adds to the running totals of an answer's author, for its channel and the workspace, in each period that contains
 * the answer's day. Private practice never counts. It is one row until the standings are settled.
 */
export async function countStandings(
  tx: Tx,
  { workspace_id, channel_id, member_id, day, is_private }: Counted,
  { votes = 0, answers = 0 }: { readonly votes?: number; readonly answers?: number },
): Promise<void> {
  if (is_private) return;
  await tx
    .insertInto('standing_changes')
    .values({ workspace_id, channel_id, member_id, day, votes, answers })
    .execute();
}

/** Brings a workspace's standings up to date. */
export async function settleStandings(db: Db, workspace: string): Promise<void> {
  while ((await settle(db, sql`where workspace_id = ${workspace}`)) === most);
}

/** The same for all workspaces, so that who looks next has little to wait for. */
export async function settleAllStandings(db: Db): Promise<void> {
  while ((await settle(db, sql``)) === most);
}

/**
 * Adds changes up, in one order for all, so that two that do this at once never deadlock. Who finds some being added by another
 * waits, and sees them added. The periods are `periodKey`'s.
 */
async function settle(db: Db, where: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    with taken as materialized (
      select workspace_id, id from standing_changes ${where} order by workspace_id, id limit ${most} for update
    ), change as (
      delete from standing_changes using taken
      where standing_changes.workspace_id = taken.workspace_id and standing_changes.id = taken.id
      returning standing_changes.*
    ), standing as (
      insert into standings (workspace_id, scope, period, member_id, votes, answers)
      select workspace_id, scope, period, member_id, sum(votes), sum(answers) from change
      cross join unnest(array['', channel_id]) as scope
      cross join unnest(array[
        to_char(day, 'IYYY-"W"IW'), to_char(day, 'YYYY-MM'), to_char(day, 'YYYY-"Q"Q'), 'all']) as period
      group by 1, 2, 3, 4 having sum(votes) <> 0 or sum(answers) <> 0 order by 1, 2, 3, 4
      on conflict (workspace_id, scope, period, member_id)
        do update set votes = standings.votes + excluded.votes, answers = standings.answers + excluded.answers
    )
    select count(*)::int as number from taken`.execute(db);
  return rows[0]?.number ?? 0;
}
