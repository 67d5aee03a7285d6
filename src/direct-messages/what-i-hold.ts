import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'direct_messages'> = {
  direct_messages: {
    workspace_id: 'neither',
    channel_id: 'neither',
    message: 'neither',
    member_id: 'member',
    sent_at: 'neither',
  },
};
