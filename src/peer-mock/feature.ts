import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import type { Level } from '../domain/question.ts';
import { feature } from '../registry/feature.ts';
import { forgetPeerMocks } from './forget.ts';
import { decline, invite } from './invite.ts';
import { lapseInvitationsJob, overdueInvitations } from './lapse-invitations.ts';
import { openMark, skipQuestion, submitMark } from './mark-answer.ts';
import { myData } from './my-data.ts';
import { halfPost, invitationPost, offPost, peerReportPost } from './peer-posts.ts';
import { accept, turn } from './run-peer-mock.ts';
import { overdueTurns, turnPeerMocksJob } from './turn-peer-mocks.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    'peer-invitation': 'peer-mock';
    'peer-off': 'peer-mock';
    'peer-half': 'peer-mock';
    'peer-report': 'peer-mock';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    'peer-accept': 'peer-mock';
    'peer-decline': 'peer-mock';
    'peer-mark': 'peer-mock';
    'peer-skip': 'peer-mock';
    'peer-turn': 'peer-mock';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'peer-mark': 'peer-mock';
  }
}

const mockWith = command<{ member: string }, { track: string; level: Level; minutes: number }>({
  name: 'mock with',
  who: 'anyone',
  help: 'Interview each other: one asks, then you swap; both get a report',
  examples: ['mock with @Leo backend 40m'],
  required: { member: read.member },
  optional: { track: read.track, level: read.level, minutes: times.duration },
  run: (services, actor, { member, track, level, minutes }) =>
    invite(services, actor, { member, track, level, minutes }),
});

/** Two members who interview each other. */
export const peerMock = feature('peer-mock', {
  commands: [mockWith],
  actions: {
    'peer-accept': accept,
    'peer-decline': decline,
    'peer-mark': openMark,
    'peer-skip': skipQuestion,
    'peer-turn': turn,
  },
  forms: { 'peer-mark': { openedBy: ['peer-mark'], submit: submitMark } },
  posts: {
    'peer-invitation': invitationPost,
    'peer-off': offPost,
    'peer-half': halfPost,
    'peer-report': peerReportPost,
  },
  jobs: { 'turn-peer-mocks': turnPeerMocksJob, 'lapse-peer-invitations': lapseInvitationsJob },
  overdue: async (services, sweep) => [
    ...(await overdueTurns(services, sweep)),
    ...(await overdueInvitations(services, sweep)),
  ],
  myData,
  forget: forgetPeerMocks,
  whatIHold,
});
