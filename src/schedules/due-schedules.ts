import { sql } from 'kysely';
import type { Db, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';

/** Named, so that the statement is prepared. */
const columns = [
  'workspace_id',
  'channel_id',
  'days',
  'at',
  'time_zone',
  'tracks',
  'levels',
  'categories',
  'reveal_after_minutes',
  'leaderboard_day',
  'is_adaptive',
  'next_slot_at',
] as const;

export interface DueSchedule {
  readonly workspace_id: string;
  readonly channel_id: string;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
}

/** The next ones that are due, after one of them. */
export async function findDue(
  db: Db,
  after: DueSchedule | undefined,
  most: number,
  now: Date,
): Promise<DueSchedule[]> {
  const { due = '-infinity', workspace_id = '0', channel_id = '' } = after ?? {};
  const { rows } = await sql<DueSchedule>`
    select workspace_id, channel_id, next_slot_at::text as due from schedules
    where paused_at is null and next_slot_at <= ${now}
      and (next_slot_at, workspace_id, channel_id) > (${due}::timestamptz, ${workspace_id}::bigint, ${channel_id}::text)
    order by next_slot_at, workspace_id, channel_id limit ${most}`.execute(db);
  return rows;
}

/** Those that another locks are left to it. Each is looked up by its key, whatever PostgreSQL knows of the table yet. */
export async function lockDue(tx: Tx, keys: readonly DueSchedule[], now: Date) {
  return tx
    .selectFrom(
      sql<Omit<DueSchedule, 'due'>>`${eachOf(keys)}, jsonb_to_record(item)`.as<'key'>(
        sql`key (workspace_id bigint, channel_id text)`,
      ),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('schedules')
          .select(columns)
          .whereRef('schedules.workspace_id', '=', 'key.workspace_id')
          .whereRef('channel_id', '=', 'key.channel_id')
          .where('paused_at', 'is', null)
          .where('next_slot_at', '<=', now)
          .forUpdate()
          .skipLocked()
          .as('due'),
      (join) => join.onTrue(),
    )
    .innerJoin('workspaces', 'workspaces.id', 'due.workspace_id')
    .select(columns.map((column) => `due.${column}` as const))
    .select('settings')
    .execute();
}

/** Says when each is due again. */
export async function moveOn(
  tx: Tx,
  schedules: readonly { readonly workspace_id: string; readonly channel_id: string; readonly next: Date }[],
): Promise<void> {
  const rows = schedules.map(({ workspace_id, channel_id, next }) => ({ workspace_id, channel_id, next }));
  await sql`
    update schedules set next_slot_at = opened.next
    from ${eachOf(rows)}, jsonb_to_record(item) as opened (workspace_id bigint, channel_id text, next timestamptz)
    where schedules.workspace_id = opened.workspace_id and schedules.channel_id = opened.channel_id`.execute(
    tx,
  );
}
