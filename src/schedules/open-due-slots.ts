import { sql } from 'kysely';
import type { Db, Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { createDrops } from '../practice/create-drops.ts';
import { selectQuestions, type Wanted } from '../questions/select-questions.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { readSettings } from '../workspaces/settings.ts';
import { type Agenda, agendasAt } from './agenda.ts';
import type { Slot } from './slots.ts';
import { wakeForSlots } from './wakes.ts';
import { weakTopics } from './weak-topics.ts';

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

interface DueSchedule {
  readonly workspace_id: string;
  readonly channel_id: string;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
}

interface DueSlot {
  readonly schedule: Pick<
    Row<'schedules'>,
    | 'workspace_id'
    | 'channel_id'
    | 'tracks'
    | 'levels'
    | 'categories'
    | 'is_adaptive'
    | 'reveal_after_minutes'
  >;
  readonly slot: Slot;
}

/**
 * Opens the slots of all schedules that have come since each was last looked at: a question, a leaderboard, or, where
 * a slot is later than the workspace's grace, a note that it was missed.
 */
export async function openDueSlots(services: Services): Promise<void> {
  const now = services.now();
  const agendaOf = agendasAt(now);
  await workThrough<DueSchedule, Wake>(services, 'a schedule could not be opened', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: (tx, queue, keys) => openSlots(tx, queue, keys, agendaOf, now),
  });
}

async function findDue(db: Db, after: DueSchedule | undefined, most: number, now: Date) {
  const { due = '-infinity', workspace_id = '0', channel_id = '' } = after ?? {};
  const { rows } = await sql<DueSchedule>`
    select workspace_id, channel_id, next_slot_at::text as due from schedules
    where paused_at is null and next_slot_at <= ${now}
      and (next_slot_at, workspace_id, channel_id) > (${due}::timestamptz, ${workspace_id}::bigint, ${channel_id}::text)
    order by next_slot_at, workspace_id, channel_id limit ${most}`.execute(db);
  return rows;
}

async function openSlots(
  tx: Tx,
  queue: Wake[],
  keys: readonly DueSchedule[],
  agendaOf: ReturnType<typeof agendasAt>,
  now: Date,
): Promise<void> {
  const schedules = await lockDue(tx, keys, now);
  const agendas = schedules.map(({ settings, ...schedule }) => {
    return { schedule, agenda: agendaOf(schedule, readSettings(settings)) };
  });
  const slotsOf = (pick: (agenda: Agenda) => readonly Slot[]): DueSlot[] =>
    agendas.flatMap(({ schedule, agenda }) => pick(agenda).map((slot) => ({ schedule, slot })));
  await recordMissed(
    tx,
    slotsOf(({ missed }) => missed),
    now,
  );
  // A channel's questions one after the other: each is chosen with regard to those before.
  const mostOfOne = Math.max(0, ...agendas.map(({ agenda }) => agenda.questions.length));
  for (let turn = 0; turn < mostOfOne; turn += 1)
    await dropQuestions(
      tx,
      queue,
      slotsOf(({ questions }) => questions.slice(turn, turn + 1)),
      now,
    );
  const leaderboards = slotsOf(({ leaderboards }) => leaderboards).map(({ schedule, slot }) => {
    const { workspace_id, channel_id } = schedule;
    const subject = `${channel_id} ${slot.local.slice(0, 10)}`;
    return { workspace_id, kind: 'leaderboard', subject, channel_id } as const;
  });
  await requestPosts(tx, queue, leaderboards, now);
  await moveOn(
    tx,
    agendas.map(({ schedule, agenda: { next } }) => ({ ...schedule, next })),
  );
  queue.push(...agendas.map(({ agenda }) => wakeForSlots(agenda.next)));
}

/** Those that another locks are left to it. Each is looked up by its key, whatever PostgreSQL knows of the table yet. */
async function lockDue(tx: Tx, keys: readonly DueSchedule[], now: Date) {
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

async function dropQuestions(tx: Tx, queue: Wake[], due: readonly DueSlot[], now: Date): Promise<void> {
  const questions = await selectQuestions(tx, await wantedBy(tx, due, now), now);
  const requests = due.flatMap(({ schedule, slot }, place) => {
    const question = questions[place];
    if (!question) return [];
    const {
      workspace_id: workspace,
      channel_id: channel,
      reveal_after_minutes: revealAfterMinutes,
    } = schedule;
    return [
      { workspace, channel, source: 'schedule', slot: slot.local, revealAfterMinutes, question } as const,
    ];
  });
  await createDrops(tx, queue, requests, now);
  await recordMissed(
    tx,
    due.filter((_, place) => !questions[place]),
    now,
  );
}

/** What the channels of slots want to be asked; which topics are weak is looked up for those that choose by it. */
async function wantedBy(tx: Tx, due: readonly DueSlot[], now: Date): Promise<Wanted[]> {
  const wanted = due.map(({ schedule }) => {
    const { workspace_id: workspace, channel_id: channel, tracks, levels, categories } = schedule;
    return { workspace, channel, tracks, levels, categories };
  });
  const adaptive = wanted.filter((_, place) => due[place]?.schedule.is_adaptive);
  const weak = await weakTopics(tx, adaptive, now);
  return wanted.map((one) => ({ ...one, weak: weak[adaptive.indexOf(one)] ?? [] }));
}

async function recordMissed(tx: Tx, missed: readonly DueSlot[], now: Date): Promise<void> {
  if (missed.length === 0) return;
  const rows = missed.map(({ schedule, slot }) => ({ ...schedule, slot: slot.local }));
  await sql`
    insert into drops (workspace_id, channel_id, source, slot, state, reveal_after_minutes, created_at)
    select workspace_id, channel_id, 'schedule', slot, 'missed', reveal_after_minutes, ${now}
    from ${eachOf(rows)}, jsonb_to_record(item)
      as missed (workspace_id bigint, channel_id text, slot timestamp, reveal_after_minutes integer)
    on conflict (workspace_id, channel_id, slot) do nothing`.execute(tx);
}

async function moveOn(
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
