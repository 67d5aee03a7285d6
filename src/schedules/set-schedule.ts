/** /interview schedule set weekdays 09:00 Europe/Berlin backend intermediate reveal 4h leaderboard fri adaptive */

import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Category, Level } from '../domain/question.ts';
import { changeSettings, settingsOf } from '../workspaces/settings.ts';
import { joinedCard } from './joined-card.ts';
import { type ScheduleChange, saveSchedule } from './schedules.ts';

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
  readonly adaptive: boolean;
  readonly ping: string | null;
}

export const scheduleSet = command<object, ScheduleWords>({
  name: 'schedule set',
  who: 'admin',
  help: 'Choose when this channel gets questions, and which; anything you leave out stays as it is',
  examples: [
    'schedule set weekdays 09:00 Europe/Berlin backend',
    'schedule set mon,thu 9am reveal 4h leaderboard fri',
    'schedule set adaptive',
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
    adaptive: read.onOff('adaptive', 'whether weak spots choose at most every second question'),
    ping: read.named('ping @role', read.role, 'a role to ping for each question, on Discord'),
  },
  async run(services, actor, words) {
    const { timeZone } = await settingsOf(services.db, actor.workspace);
    const key = { workspace: actor.workspace, channel: actor.channel, timeZone, by: actor.member };
    const schedule = await inTransaction(services, (tx, queue) =>
      saveSchedule(tx, queue, key, changeOf(words), services.now()),
    );
    // Days and weeks are counted in the workspace's zone; the first schedule tells which that is.
    if (timeZone === 'UTC' && words.zone) await changeSettings(services, actor, { timeZone: words.zone });
    return { type: 'private', card: await joinedCard(services, schedule, 'Scheduled') };
  },
});

function changeOf(words: Partial<ScheduleWords>): ScheduleChange {
  const { days, at, zone, tracks, levels, categories, any, reveal, leaderboard, adaptive, ping } = words;
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
    ...(adaptive !== undefined && { is_adaptive: adaptive }),
    ...(ping !== undefined && { ping_role: ping }),
  };
}
