import type { WhatIHold } from '../registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'tracks' | 'questions' | 'question_revisions' | 'loaded_bank'> = {
  tracks: {
    id: 'neither',
    title: 'neither',
    description: 'neither',
    preparation_tips: 'neither',
    related: 'neither',
    topics: 'neither',
    retired_at: 'neither',
    origin: 'neither',
  },
  questions: {
    id: 'neither',
    track_id: 'neither',
    category: 'neither',
    level: 'neither',
    topic: 'neither',
    position: 'neither',
    revision: 'neither',
    retired_at: 'neither',
    owner: 'neither',
    workspace_id: 'neither',
    origin: 'neither',
  },
  question_revisions: {
    question_id: 'neither',
    revision: 'neither',
    content: 'words',
    created_at: 'neither',
    owner: 'neither',
    search: 'words',
  },
  loaded_bank: {
    is_only: 'neither',
    digest: 'neither',
    summary: 'neither',
  },
};
