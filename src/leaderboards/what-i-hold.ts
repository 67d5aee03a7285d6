import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'votes' | 'standings' | 'standing_changes'> = {
  votes: {
    workspace_id: 'neither',
    answer_id: 'neither',
    voter_id: 'member',
    emoji: 'neither',
    created_at: 'neither',
  },
  standings: {
    workspace_id: 'neither',
    scope: 'neither',
    period: 'neither',
    member_id: 'member',
    votes: 'neither',
    answers: 'neither',
  },
  standing_changes: {
    workspace_id: 'neither',
    id: 'neither',
    channel_id: 'neither',
    member_id: 'member',
    day: 'neither',
    votes: 'neither',
    answers: 'neither',
  },
};
