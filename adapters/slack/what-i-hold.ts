import type { WhatIHold } from '../../src/registry/what-i-hold.ts';

export const whatIHold: WhatIHold<'slack_installations'> = {
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
};
