import { feature } from '../registry/feature.ts';
import { settleAllStandings } from '../standings/count-standings.ts';
import { leaderboardCommands } from './commands.ts';
import { endSeasonsJob, overdueSeasons } from './end-seasons.ts';
import { forgetVotes } from './forget.ts';
import { leaderboardPost } from './leaderboard-post.ts';
import { myData } from './my-data.ts';
import { podiumPost } from './podium-post.ts';
import { pressVote } from './vote.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    leaderboard: 'leaderboards';
    podium: 'leaderboards';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    vote: 'leaderboards';
  }
}

/** Votes, and who has most of them. */
export const leaderboards = feature('leaderboards', {
  commands: leaderboardCommands,
  actions: { vote: pressVote },
  posts: { leaderboard: leaderboardPost, podium: podiumPost },
  jobs: { 'end-seasons': endSeasonsJob },
  overdue: overdueSeasons,
  tidy: ({ db }) => settleAllStandings(db),
  myData,
  forget: forgetVotes,
  whatIHold,
});
