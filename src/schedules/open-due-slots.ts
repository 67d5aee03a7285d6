import { sql } from 'kysely';
import type { Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { createDrops } from '../practice/create-drops.ts';
import { selectQuestions, type Wanted } from '../questions/select-questions.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { readSettings } from '../workspaces/settings.ts';
import { type Agenda, agendasAt } from './agenda.ts';
import { type DueSchedule, findDue, lockDue, moveOn } from './due-schedules.ts';
import { dateOf, type Slot } from './slots.ts';
import { wakeForSlots } from './wakes.ts';
import { weakTopics } from './weak-topics.ts';

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

async function openSlots(
  tx: Tx,
  queue: Wake[],
  keys: readonly DueSchedule[],
  agendaOf: ReturnType<typeof agendasAt>,
  now: Date,
): Promise<void> {
  const schedules = await lockDue(tx, keys, now);
  const read = async (schedule: (typeof schedules)[number]) =>
    ({ schedule, agenda: await agendaOf(schedule, readSettings(schedule.settings)) }) as const;
  const agendas = await Promise.all(schedules.map(read));
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
    return {
      workspace_id,
      kind: 'leaderboard',
      subject: `${channel_id} ${dateOf(slot)}`,
      channel_id,
    } as const;
  });
  await requestPosts(tx, queue, leaderboards, now);
  await moveOn(
    tx,
    agendas.map(({ schedule, agenda: { next } }) => ({ ...schedule, next })),
  );
  queue.push(...agendas.map(({ agenda }) => wakeForSlots(agenda.next)));
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
