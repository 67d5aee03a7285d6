import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'latest_events'> = {
  latest_events: {
    workspace_id: 'neither',
    channel_id: 'neither',
    message: 'neither',
    member_id: 'member',
    emoji: 'neither',
    at: 'neither',
    is_there: 'neither',
    text: 'words',
    author_id: 'member',
  },
};
