import type { ColumnType, Generated } from 'kysely';
import type { Row } from '../../src/database/database.ts';

declare module '../../src/database/database.ts' {
  interface Database {
    web_channels: WebChannels;
    web_people: WebPeople;
    web_messages: WebMessages;
    web_reactions: WebReactions;
    web_seen: WebSeen;
    web_steps: WebSteps;
    web_files: WebFiles;
  }
}

export type Channel = Row<'web_channels'>;
export type MessageRow = Row<'web_messages'>;

interface WebChannels {
  workspace_id: string;
  id: string;
  name: string;
  created_at: Generated<Date>;
}

interface WebPeople {
  workspace_id: string;
  id: string;
  name: string;
  is_admin: boolean;
  /** Which of the eight avatar colours. */
  hue: number;
  created_at: Generated<Date>;
}

interface WebMessages {
  workspace_id: string;
  id: Generated<string>;
  channel_id: string;
  thread_id: string | null;
  /** Null when Whetstone speaks. */
  author_id: string | null;
  only_for: string | null;
  reply_to: string | null;
  key: string | null;
  /** What the person wrote, or the card's summary. */
  text: string;
  card: ColumnType<unknown, string | null, string | null>;
  created_at: Generated<Date>;
  edited_at: Date | null;
  deleted_at: Date | null;
  version: string;
}

interface WebReactions {
  workspace_id: string;
  message_id: string;
  emoji: string;
  person_id: string;
  created_at: Generated<Date>;
}

interface WebSeen {
  workspace_id: string;
  person_id: string;
  channel_id: string;
  /** 0 for the channel itself. */
  thread_id: string;
  message_id: string;
}

interface WebSteps {
  workspace_id: string;
  step: string;
}

/** Named by the key of the message that it hangs on. */
interface WebFiles {
  workspace_id: string;
  key: string;
  name: string;
  media_type: string;
  bytes: Buffer;
}
