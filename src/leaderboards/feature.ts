import { feature } from '../registry/feature.ts';
import { leaderboardCommand } from './commands.ts';
import { settleAllStandings } from './count-standings.ts';
import { leaderboardPost } from './leaderboard-post.ts';
import { pressVote } from './vote.ts';

declare module '../posts/post-kind.ts' {
  interface PostKinds {
    leaderboard: 'leaderboards';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    vote: 'leaderboards';
  }
}

/** Votes, and who has most of them. */
export const leaderboards = feature('leaderboards', {
  commands: [leaderboardCommand],
  actions: { vote: pressVote },
  posts: { leaderboard: leaderboardPost },
  tidy: ({ db }) => settleAllStandings(db),
});
