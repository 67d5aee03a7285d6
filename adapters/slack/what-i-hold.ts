import type { WhatIHold } from '../../src/registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'slack_installations' | 'slack_first_installers'> = {
  slack_installations: {
    workspace_id: 'neither',
    team_id: 'neither',
    team_name: 'neither',
    url: 'neither',
    bot_id: 'neither',
    bot_user_id: 'neither',
    sealed_token: 'neither',
    scopes: 'neither',
    installed_by: 'member',
    installed_at: 'neither',
  },
  slack_first_installers: { workspace_id: 'neither', member_id: 'member' },
};
