import type { WhatIHold } from '../../src/registry/what-i-hold.ts';

export const whatIHold: WhatIHold<
  'web_channels' | 'web_files' | 'web_messages' | 'web_people' | 'web_reactions' | 'web_seen' | 'web_steps'
> = {
  web_channels: {
    workspace_id: 'neither',
    id: 'neither',
    name: 'neither',
    created_at: 'neither',
  },
  web_files: {
    workspace_id: 'neither',
    key: 'neither',
    name: 'neither',
    media_type: 'neither',
    bytes: 'words',
  },
  web_messages: {
    workspace_id: 'neither',
    id: 'neither',
    channel_id: 'neither',
    thread_id: 'neither',
    author_id: 'member',
    only_for: 'member',
    reply_to: 'neither',
    key: 'neither',
    text: 'words',
    card: 'words',
    created_at: 'neither',
    edited_at: 'neither',
    deleted_at: 'neither',
    version: 'neither',
  },
  web_people: {
    workspace_id: 'neither',
    id: 'member',
    name: 'words',
    hue: 'neither',
    created_at: 'neither',
    is_admin: 'neither',
  },
  web_reactions: {
    workspace_id: 'neither',
    message_id: 'neither',
    emoji: 'neither',
    person_id: 'member',
    created_at: 'neither',
  },
  web_seen: {
    workspace_id: 'neither',
    person_id: 'member',
    channel_id: 'neither',
    thread_id: 'neither',
    message_id: 'neither',
  },
  web_steps: {
    workspace_id: 'neither',
    step: 'neither',
  },
};
