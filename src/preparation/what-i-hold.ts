import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'preparations'> = {
  preparations: {
    workspace_id: 'neither',
    id: 'neither',
    token: 'neither',
    channel_id: 'neither',
    member_id: 'member',
    description: 'words',
    state: 'neither',
    due_at: 'neither',
    claimed_until: 'neither',
    attempts: 'neither',
    error: 'neither',
    drafted: 'neither',
    asked_at: 'neither',
    given_at: 'neither',
  },
};
