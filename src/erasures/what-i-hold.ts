import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'erasures'> = {
  erasures: {
    workspace_id: 'neither',
    as_id: 'neither',
    member_id: 'member',
    keeps_reviews: 'neither',
    left_at: 'neither',
    asked_at: 'neither',
    done_at: 'neither',
    digest: 'member',
  },
};
