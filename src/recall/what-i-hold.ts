import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'recalls' | 'recall_settings'> = {
  recalls: {
    workspace_id: 'neither',
    id: 'neither',
    member_id: 'member',
    day: 'neither',
    question_owner: 'neither',
    question_id: 'neither',
    point: 'neither',
    drop_id: 'neither',
    state: 'neither',
    verdict: 'neither',
    asked_at: 'neither',
    answered_at: 'neither',
  },
  recall_settings: {
    workspace_id: 'neither',
    member_id: 'member',
    channel_id: 'neither',
    per_day: 'neither',
    time_zone: 'neither',
    remind_at: 'neither',
    next_reminder_at: 'neither',
    reminded_on: 'neither',
    unanswered: 'neither',
  },
};
