import type { Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Wake, wakes } from '../jobs.ts';
import { requestPost } from '../posts/request-post.ts';
import { createDrop } from '../practice/create-drop.ts';
import { selectQuestion } from '../questions/select-question.ts';
import type { Services } from '../services.ts';
import { minutesLater } from '../time.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { nextSlot, type Recurrence, type Slot, slotsBetween } from './slots.ts';

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
  'next_slot_at',
] as const;

type Schedule = Pick<Row<'schedules'>, (typeof columns)[number]>;

/** When the schedule has anything to do: its question days and its leaderboard day. */
export function recurrenceOf(
  schedule: Pick<Schedule, 'days' | 'at' | 'time_zone' | 'leaderboard_day'>,
): Recurrence {
  const { days, at, time_zone: timeZone, leaderboard_day: extra } = schedule;
  return { days: extra === null ? days : [...days, extra], at, timeZone };
}

/**
 * Opens the slots of a schedule that have come since it was last looked at: a question, a leaderboard, or, where
 * the slot is later than the workspace's grace, a note that it was missed.
 */
export async function openDueSlots(services: Services, workspace: string, channel: string): Promise<void> {
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    const schedule = await lockDueSchedule(tx, workspace, channel, now);
    if (!schedule) return;
    const { graceMinutes } = await settingsOf(tx, workspace);
    const recurrence = recurrenceOf(schedule);
    const due = slotsBetween(recurrence, schedule.next_slot_at, now);
    const isMissed = (slot: Slot) => minutesLater(slot.instant, graceMinutes) < now;
    await recordMissed(
      tx,
      schedule,
      due.filter((slot) => isMissed(slot) && schedule.days.includes(slot.day)),
      now,
    );
    for (const slot of due.filter((slot) => !isMissed(slot))) await openSlot(tx, queue, schedule, slot, now);
    const next = nextSlot(recurrence, now).instant;
    queue.push(wakes.openDueSlots(workspace, channel, next));
    await tx
      .updateTable('schedules')
      .set({ next_slot_at: next })
      .where('workspace_id', '=', workspace)
      .where('channel_id', '=', channel)
      .execute();
  });
}

async function lockDueSchedule(tx: Tx, workspace: string, channel: string, now: Date) {
  return tx
    .selectFrom('schedules')
    .select(columns)
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('paused_at', 'is', null)
    .where('next_slot_at', '<=', now)
    .forUpdate()
    .executeTakeFirst();
}

async function openSlot(tx: Tx, queue: Wake[], schedule: Schedule, slot: Slot, now: Date): Promise<void> {
  const { workspace_id, channel_id } = schedule;
  if (schedule.days.includes(slot.day)) {
    const question = await selectQuestion(tx, workspace_id, { channel: channel_id }, schedule);
    if (question) {
      const from = {
        workspace: workspace_id,
        channel: channel_id,
        source: 'schedule',
        slot: slot.local,
      } as const;
      await createDrop(
        tx,
        queue,
        { ...from, question, revealAfterMinutes: schedule.reveal_after_minutes },
        now,
      );
    } else await recordMissed(tx, schedule, [slot], now);
  }
  if (slot.day === schedule.leaderboard_day) {
    const subject = `${channel_id} ${slot.local.slice(0, 10)}`;
    await requestPost(tx, queue, { workspace_id, kind: 'leaderboard', subject, channel_id }, now);
  }
}

async function recordMissed(tx: Tx, schedule: Schedule, slots: readonly Slot[], now: Date): Promise<void> {
  if (slots.length === 0) return;
  const rows = slots.map((slot) => ({
    workspace_id: schedule.workspace_id,
    channel_id: schedule.channel_id,
    source: 'schedule' as const,
    slot: slot.local,
    state: 'missed' as const,
    reveal_after_minutes: schedule.reveal_after_minutes,
    created_at: now,
  }));
  await tx
    .insertInto('drops')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'slot']).doNothing())
    .execute();
}
