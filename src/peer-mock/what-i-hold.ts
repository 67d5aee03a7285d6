import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'peer_mocks' | 'peer_questions'> = {
  peer_mocks: {
    workspace_id: 'neither',
    id: 'neither',
    first_id: 'member',
    second_id: 'member',
    channel_id: 'neither',
    tracks: 'neither',
    levels: 'neither',
    minutes: 'neither',
    state: 'neither',
    turn_ends_at: 'neither',
    invited_at: 'neither',
    started_at: 'neither',
    finished_at: 'neither',
  },
  peer_questions: {
    workspace_id: 'neither',
    peer_mock_id: 'neither',
    place: 'neither',
    candidate_id: 'member',
    drop_id: 'neither',
    state: 'neither',
    made: 'neither',
    comment: 'words',
  },
};
