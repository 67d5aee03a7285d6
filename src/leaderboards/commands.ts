/**
 * /interview leaderboard [week|month|season|all] [here|workspace]
 * /interview leaderboard hide | show
 */

import type { Period } from '../base/periods.ts';
import { localDay } from '../base/time.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { channelsToKeepTo } from './channels-to-keep-to.ts';
import { hideFromBoards } from './hide.ts';
import { leaderboardCard } from './leaderboard-card.ts';

const leaderboardCommand = command<object, { period: Period; scope: 'workspace' | 'here' }>({
  name: 'leaderboard',
  who: 'anyone',
  help: 'Who got the most votes: this week, or month, season or all',
  examples: ['leaderboard season', 'leaderboard all workspace'],
  optional: {
    period: read.period,
    scope: read.oneOf('workspace', 'all channels together', ['workspace', 'here']),
  },
  async run(services, actor, { period = 'week', scope = 'here' }) {
    const { db, now } = services;
    const { timeZone } = await settingsOf(db, actor.workspace);
    const board =
      scope === 'here'
        ? { scope: actor.channel }
        : { scope: '', channels: await channelsToKeepTo(services, actor) };
    const card = await leaderboardCard(db, {
      workspace: actor.workspace,
      ...board,
      period,
      day: localDay(now(), timeZone),
      viewer: actor.member,
    });
    return { type: 'private', card };
  },
});

const hideCommand = command({
  name: 'leaderboard hide',
  who: 'anyone',
  help: 'Leave all leaderboards; your answers and votes stay',
  run: (services, actor) => hideFromBoards(services, actor, true),
});

const showCommand = command({
  name: 'leaderboard show',
  who: 'anyone',
  help: 'Be on leaderboards again',
  run: (services, actor) => hideFromBoards(services, actor, false),
});

export const leaderboardCommands = [leaderboardCommand, hideCommand, showCommand];
