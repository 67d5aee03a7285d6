import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'suggestions' | 'retirements'> = {
  suggestions: {
    workspace_id: 'neither',
    id: 'neither',
    token: 'neither',
    channel_id: 'neither',
    member_id: 'member',
    content: 'words',
    state: 'neither',
    reason: 'words',
    created_at: 'neither',
    decided_by: 'member',
    decided_at: 'neither',
    preparation_id: 'neither',
    question_owner: 'neither',
    question_id: 'neither',
  },
  retirements: {
    workspace_id: 'neither',
    question_owner: 'neither',
    question_id: 'neither',
    retired_by: 'member',
    retired_at: 'neither',
  },
};
