import { feature } from '../registry/feature.ts';
import { leaderboardCommand } from './commands.ts';
import { pressVote } from './vote.ts';

declare module '../chat/card.ts' {
  interface Actions {
    vote: 'leaderboards';
  }
}

/** Votes, and who has most of them. */
export const leaderboards = feature('leaderboards', {
  commands: [leaderboardCommand],
  actions: { vote: pressVote },
});
