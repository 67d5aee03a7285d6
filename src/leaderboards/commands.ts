/** /interview leaderboard [week|month|all] [here|workspace] */
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { localDay } from '../time.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { leaderboardCard } from './leaderboard-card.ts';
import type { Period } from './periods.ts';

export const leaderboardCommand = command<object, { period: Period; scope: 'workspace' | 'here' }>({
  name: 'leaderboard',
  who: 'anyone',
  help: 'Who got the most votes: this week, or month or all',
  examples: ['leaderboard month', 'leaderboard all workspace'],
  optional: {
    period: read.period,
    scope: read.oneOf('workspace', 'all channels together', ['workspace', 'here']),
  },
  async run({ db, now }, actor, { period = 'week', scope = 'here' }) {
    const { timeZone } = await settingsOf(db, actor.workspace);
    const card = await leaderboardCard(db, {
      workspace: actor.workspace,
      scope: scope === 'here' ? actor.channel : '',
      period,
      day: localDay(now(), timeZone),
      viewer: actor.member,
    });
    return { type: 'private', card };
  },
});
