import { Temporal } from 'temporal-polyfill';
import type { PostDefinition } from '../registry/post-kind.ts';
import { leaderboardCard } from './leaderboard-card.ts';

/** The leaderboard of a schedule: on a Monday it sums up the week before, on another day the week so far. */
export const leaderboardPost: PostDefinition = {
  async content(db, { workspace_id: workspace, channel_id: scope, subject }) {
    const day = Temporal.PlainDate.from(subject.slice(-10));
    const isMonday = day.dayOfWeek === 1;
    const card = await leaderboardCard(db, {
      workspace,
      scope,
      period: 'week',
      day: (isMonday ? day.subtract({ days: 1 }) : day).toString(),
      ...(isMonday ? { title: 'last week' } : {}),
    });
    return { card };
  },
};
