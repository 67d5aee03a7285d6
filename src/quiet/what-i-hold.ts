import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'quiet_hours'> = {
  quiet_hours: {
    workspace_id: 'neither',
    member_id: 'member',
    starts_at: 'neither',
    ends_at: 'neither',
    time_zone: 'neither',
  },
};
