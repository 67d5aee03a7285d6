import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'posts'> = {
  posts: {
    workspace_id: 'neither',
    id: 'neither',
    kind: 'neither',
    subject: 'member',
    channel_id: 'neither',
    thread: 'neither',
    only_for: 'member',
    key: 'neither',
    state: 'neither',
    message: 'neither',
    stale: 'neither',
    version: 'neither',
    attempts: 'neither',
    due_at: 'neither',
    claimed_until: 'neither',
    error: 'neither',
    created_at: 'neither',
    sent_at: 'neither',
  },
};
