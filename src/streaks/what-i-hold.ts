import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'vacations'> = {
  vacations: {
    workspace_id: 'neither',
    member_id: 'member',
    starts_on: 'neither',
    ends_on: 'neither',
  },
};
