import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'reviews' | 'review_claims'> = {
  reviews: {
    workspace_id: 'neither',
    id: 'neither',
    answer_id: 'neither',
    revision: 'neither',
    mentor_id: 'member',
    score: 'neither',
    comment: 'words',
    approved: 'neither',
    source: 'neither',
    source_id: 'member',
    created_at: 'neither',
    withdrawn_at: 'neither',
  },
  review_claims: {
    workspace_id: 'neither',
    answer_id: 'neither',
    mentor_id: 'member',
    expires_at: 'neither',
  },
};
