import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'workspaces' | 'channels' | 'members'> = {
  workspaces: {
    id: 'neither',
    platform: 'neither',
    external_id: 'neither',
    name: 'neither',
    settings: 'neither',
    ended_season: 'neither',
    created_at: 'neither',
    ended_at: 'neither',
  },
  channels: {
    workspace_id: 'neither',
    id: 'neither',
    name: 'neither',
    problem: 'neither',
  },
  members: {
    workspace_id: 'neither',
    id: 'member',
    name: 'words',
    is_mentor: 'neither',
    feedback: 'neither',
    is_hidden: 'neither',
  },
};
