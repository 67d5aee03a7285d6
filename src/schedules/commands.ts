/**
 * /interview schedule set weekdays 09:00 Europe/Berlin backend intermediate reveal 4h leaderboard fri
 * /interview schedule show | preview | pause | resume | skip [undo] | off
 */

import { UserError } from '../base/errors.ts';
import { requireKnownPosting } from '../channels/join-channel.ts';
import type { Actor } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command, twinOf } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Category, Level } from '../domain/question.ts';
import type { Services } from '../services/services.ts';
import { changeSettings, settingsOf } from '../workspaces/settings.ts';
import { joinedCard } from './joined-card.ts';
import { noScheduleCard, previewCard, scheduleCard, slotText } from './schedule-cards.ts';
import {
  deleteSchedule,
  pauseSchedule,
  type Schedule,
  type ScheduleChange,
  saveSchedule,
  scheduleOf,
} from './schedules.ts';
import { openSetup } from './setup.ts';
import { skipNextSlot, unskipSlots } from './upcoming.ts';

interface ScheduleWords {
  readonly days: number[];
  readonly at: string;
  readonly zone: string;
  readonly tracks: string[];
  readonly levels: Level[];
  readonly categories: Category[];
  readonly any: string;
  readonly reveal: number;
  readonly leaderboard: number | null;
  readonly ping: string | null;
}

const scheduleSet = command<object, ScheduleWords>({
  name: 'schedule set',
  who: 'admin',
  help: 'Choose when this channel gets questions, and which; anything you leave out stays as it is',
  examples: [
    'schedule set weekdays 09:00 Europe/Berlin backend',
    'schedule set mon,thu 9am reveal 4h leaderboard fri',
  ],
  optional: {
    days: times.days,
    at: times.time,
    zone: read.maybeNamed('zone', times.zone),
    tracks: read.listOf(read.track),
    levels: read.listOf(read.level),
    categories: read.listOf(read.category),
    any: read.flag('any', 'reset to all tracks, levels and categories'),
    reveal: read.named('reveal 4h', times.duration, 'when the sample answer is posted'),
    leaderboard: read.named('leaderboard fri', times.weekday, 'the day of the weekly leaderboard'),
    ping: read.named('ping @role', read.role, 'a role to ping for each question, on Discord'),
  },
  async run(services, actor, words) {
    const { timeZone } = await settingsOf(services.db, actor.workspace);
    const key = { workspace: actor.workspace, channel: actor.channel, timeZone, by: actor.member };
    const schedule = await inTransaction(services, (tx, queue) =>
      saveSchedule(tx, queue, key, changeOf(words), services.now()),
    );
    // Days and weeks are counted in the workspace's zone; the first schedule tells which that is.
    if (timeZone === 'UTC' && words.zone)
      await changeSettings(services.db, actor.workspace, { timeZone: words.zone });
    return { type: 'private', card: await joinedCard(services, schedule, 'Scheduled') };
  },
});

function changeOf(words: Partial<ScheduleWords>): ScheduleChange {
  const { days, at, zone, tracks, levels, categories, any, reveal, leaderboard, ping } = words;
  return {
    ...(any && { tracks: [], levels: [], categories: [] }),
    ...(days && { days }),
    ...(at && { at }),
    ...(zone && { time_zone: zone }),
    ...(tracks && { tracks }),
    ...(levels && { levels }),
    ...(categories && { categories }),
    ...(reveal && { reveal_after_minutes: reveal }),
    ...(leaderboard !== undefined && { leaderboard_day: leaderboard }),
    ...(ping !== undefined && { ping_role: ping }),
  };
}

async function existing(services: Services, actor: Actor): Promise<Schedule> {
  const schedule = await scheduleOf(services.db, actor.workspace, actor.channel);
  if (schedule) return schedule;
  throw new UserError(
    'This channel has no schedule yet. Start with `/interview schedule set weekdays 09:00 Europe/Berlin backend`.',
  );
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
      await pauseSchedule(services.db, await existing(services, actor), services.now());
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
      const schedule = await existing(services, actor);
      if (undo) {
        const count = await unskipSlots(services.db, schedule, services.now());
        return notice(count > 0 ? `Taken back: ${count} skipped.` : 'Nothing was skipped.', 'success');
      }
      const slot = await skipNextSlot(services.db, schedule, services.now());
      return notice(
        [
          `Skipped: ${slotText({ ...slot, isSkipped: false })}. Take it back with `,
          { code: '/interview schedule skip undo' },
          '.',
        ],
        'success',
      );
    },
  }),
  command({
    name: 'schedule off',
    who: 'admin',
    help: 'Remove this channel’s schedule; answers and standings stay',
    async run(services, actor) {
      const schedule = await existing(services, actor);
      await deleteSchedule(services.db, schedule);
      const { days, at, time_zone } = schedule;
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
