import { minutesLater } from '../base/time.ts';
import type { Row } from '../database/database.ts';
import { type DaysOff, daysOffOf } from '../holidays/days-off.ts';
import type { Settings } from '../workspaces/settings.ts';
import { dateOf, nextSlot, type Recurrence, type Slot, slotsBetween } from './slots.ts';

type Times = Pick<Row<'schedules'>, 'days' | 'at' | 'time_zone' | 'leaderboard_day'>;

type Due = Times & Pick<Row<'schedules'>, 'next_slot_at'>;

/** What a workspace's settings say of its schedules. */
type Kept = Pick<Settings, 'graceMinutes' | 'holidays' | 'country'>;

/** What a schedule that is due has to do, and when it is due next. */
export interface Agenda {
  readonly questions: readonly Slot[];
  readonly leaderboards: readonly Slot[];
  /** Question slots that are later than the workspace's grace. */
  readonly missed: readonly Slot[];
  readonly next: Date;
}

/** When the schedule has anything to do: its question days and its leaderboard day. */
export function recurrenceOf({ days, at, time_zone: timeZone, leaderboard_day: extra }: Times): Recurrence {
  return { days: extra === null ? days : [...days, extra], at, timeZone };
}

/**
 * Makes agendas for the same moment. Of the schedules that are due together many have the same times, and so the same
 * agenda: working it out takes longer than all else that is done for one of them.
 */
export function agendasAt(now: Date): (schedule: Due, settings: Kept) => Promise<Agenda> {
  const known = new Map<string, Agenda>();
  return async (schedule, settings) => {
    const { days, at, time_zone, leaderboard_day, next_slot_at } = schedule;
    const key = JSON.stringify([
      days,
      at,
      time_zone,
      leaderboard_day,
      next_slot_at,
      settings.graceMinutes,
      settings.holidays,
      settings.country,
    ]);
    const agenda =
      known.get(key) ?? agendaOf(schedule, settings.graceMinutes, await daysOffOf(settings), now);
    known.set(key, agenda);
    return agenda;
  };
}

function agendaOf(schedule: Due, graceMinutes: number, daysOff: DaysOff, now: Date): Agenda {
  const recurrence = recurrenceOf(schedule);
  const due = slotsBetween(recurrence, schedule.next_slot_at, now);
  const isMissed = ({ instant }: Slot) => minutesLater(instant, graceMinutes) < now;
  const isQuestion = (slot: Slot) => schedule.days.includes(slot.day) && daysOff(dateOf(slot)) === undefined;
  const inTime = due.filter((slot) => !isMissed(slot));
  return {
    questions: inTime.filter(isQuestion),
    leaderboards: inTime.filter(({ day }) => day === schedule.leaderboard_day),
    missed: due.filter((slot) => isMissed(slot) && isQuestion(slot)),
    next: nextSlot(recurrence, now).instant,
  };
}
