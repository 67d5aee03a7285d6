import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'schedules'> = {
  schedules: {
    workspace_id: 'neither',
    channel_id: 'neither',
    days: 'neither',
    at: 'neither',
    time_zone: 'neither',
    tracks: 'neither',
    levels: 'neither',
    categories: 'neither',
    reveal_after_minutes: 'neither',
    leaderboard_day: 'neither',
    is_adaptive: 'neither',
    paused_at: 'neither',
    next_slot_at: 'neither',
    updated_by: 'member',
    updated_at: 'neither',
    ping_role: 'neither',
  },
};
