import type { ColumnType, Generated } from 'kysely';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Id, Optional, OptionalInstant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    workspaces: Workspaces;
    channels: Channels;
    members: Members;
  }
}

interface Workspaces {
  id: Id;
  platform: PlatformName;
  external_id: string;
  name: string;
  settings: ColumnType<unknown, string | undefined, string>;
  /** The last season whose end was seen to, as in `2026-Q4`. */
  ended_season: Optional<string>;
  created_at: Generated<Date>;
  /** When the bot was removed; null while it is there. */
  ended_at: OptionalInstant;
}

interface Channels {
  workspace_id: string;
  id: string;
  name: string;
  /** Why the bot can't post here, for admins; null while it can. */
  problem: Optional<string>;
}

interface Members {
  workspace_id: string;
  id: string;
  name: string;
  is_mentor: Generated<boolean>;
  /** Where the member wants feedback; null leaves it to the workspace. */
  feedback: Optional<'thread' | 'private'>;
  /** On no leaderboard, by their own wish. */
  is_hidden: Generated<boolean>;
}
