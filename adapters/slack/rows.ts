import type { Instant } from '../../src/database/database.ts';

declare module '../../src/database/database.ts' {
  interface Database {
    slack_installations: SlackInstallations;
    slack_first_installers: { workspace_id: string; member_id: string };
  }
}

interface SlackInstallations {
  workspace_id: string;
  team_id: string;
  team_name: string;
  url: string | null;
  bot_id: string;
  bot_user_id: string;
  sealed_token: string;
  scopes: string[];
  /** Who installed it first. */
  installed_by: string;
  installed_at: Instant;
}
