/**
 * /interview schedule show | preview | pause | resume | skip [undo] | off
 */

import type { Deed } from '../audit/deed.ts';
import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import { requireKnownPosting } from '../channels/join-channel.ts';
import type { Actor } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command, twinOf } from '../commands/command.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { joinedCard } from './joined-card.ts';
import { noScheduleCard, previewCard, scheduleCard, slotText } from './schedule-cards.ts';
import { deleteSchedule, pauseSchedule, type Schedule, saveSchedule, scheduleOf } from './schedules.ts';
import { scheduleSet } from './set-schedule.ts';
import { openSetup } from './setup.ts';
import { skipNextSlot, unskipSlots } from './upcoming.ts';

async function existing(services: Services, actor: Actor): Promise<Schedule> {
  const schedule = await scheduleOf(services.db, actor.workspace, actor.channel);
  if (schedule) return schedule;
  throw new UserError(
    'This channel has no schedule yet. Start with `/interview schedule set weekdays 09:00 Europe/Berlin backend`.',
  );
}

/** Changes the channel's schedule, and keeps that it was done. */
async function changing<Result>(
  services: Services,
  actor: Actor,
  change: Extract<Deed, { deed: 'schedule' }>['change'],
  work: (tx: Tx, schedule: Schedule) => Promise<Result>,
): Promise<Result> {
  const schedule = await existing(services, actor);
  return services.db.transaction().execute(async (tx) => {
    const result = await work(tx, schedule);
    await record(tx, actor, { deed: 'schedule', channel: actor.channel, change }, services.now());
    return result;
  });
}

const showSchedule = command({
  name: 'schedule',
  who: 'anyone',
  help: 'When this channel gets its questions',
  async run({ db, now }, actor) {
    const schedule = await scheduleOf(db, actor.workspace, actor.channel);
    return { type: 'private', card: schedule ? await scheduleCard(db, schedule, now()) : noScheduleCard() };
  },
});

const setupCommand = command({
  name: 'setup',
  who: 'admin',
  help: 'The schedule in a form: channel, days, time, tracks, and a preview',
  async run(services, actor) {
    await requireKnownPosting(services, actor);
    return openSetup(services, actor);
  },
});

export const scheduleCommands = [
  setupCommand,
  showSchedule,
  twinOf(showSchedule, 'schedule show'),
  scheduleSet,
  command({
    name: 'schedule preview',
    who: 'anyone',
    help: 'The next ten slots, with their UTC offsets',
    async run(services, actor) {
      const schedule = await existing(services, actor);
      return { type: 'private', card: await previewCard(services.db, schedule, services.now()) };
    },
  }),
  command({
    name: 'schedule pause',
    who: 'admin',
    help: 'Post nothing until the schedule is resumed',
    async run(services, actor) {
      await changing(services, actor, 'paused', (tx, schedule) =>
        pauseSchedule(tx, schedule, services.now()),
      );
      return notice(['Paused. Resume with ', { code: '/interview schedule resume' }, '.'], 'success');
    },
  }),
  command({
    name: 'schedule resume',
    who: 'admin',
    help: 'Resume after a pause',
    async run(services, actor) {
      const { time_zone: timeZone } = await existing(services, actor);
      const key = { workspace: actor.workspace, channel: actor.channel, timeZone, by: actor.member };
      const schedule = await inTransaction(services, (tx, queue) =>
        saveSchedule(tx, queue, key, {}, services.now()),
      );
      return { type: 'private', card: await joinedCard(services, schedule, 'Resumed') };
    },
  }),
  command<object, { undo: string }>({
    name: 'schedule skip',
    who: 'admin',
    help: 'Skip the next question, for example on a holiday',
    optional: { undo: read.flag('undo', 'take back all skips') },
    async run(services, actor, { undo }) {
      if (undo) {
        const count = await changing(services, actor, 'unskipped', (tx, schedule) =>
          unskipSlots(tx, schedule, services.now()),
        );
        return notice(count > 0 ? `Taken back: ${count} skipped.` : 'Nothing was skipped.', 'success');
      }
      const slot = await changing(services, actor, 'skipped', (tx, schedule) =>
        skipNextSlot(tx, schedule, services.now()),
      );
      return notice(
        [`Skipped: ${slotText(slot)}. Take it back with `, { code: '/interview schedule skip undo' }, '.'],
        'success',
      );
    },
  }),
  command({
    name: 'schedule off',
    who: 'admin',
    help: 'Remove this channel’s schedule; answers and standings stay',
    async run(services, actor) {
      const { days, at, time_zone } = await changing(services, actor, 'removed', deleteSchedule);
      return notice(
        [
          'The schedule is off. To bring it back: ',
          { code: `/interview schedule set ${days.map(dayWord).join(',')} ${at.slice(0, 5)} ${time_zone}` },
          '.',
        ],
        'success',
      );
    },
  }),
];

function dayWord(day: number): string {
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][day - 1] ?? '';
}
