import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'audit_entries'> = {
  audit_entries: {
    workspace_id: 'neither',
    id: 'neither',
    at: 'neither',
    member_id: 'member',
    deed: 'neither',
    about: 'member',
  },
};
