import type { Card } from '../chat/card.ts';
import type { Thread } from '../chat/core.ts';
import type { Platform, PostRequest, PrivatePlace } from '../chat/platform.ts';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Db, Row } from '../database/database.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';

/** A card, and what is said of it to the platform when it is first sent. */
export type Content = Pick<PostRequest, 'card' | 'replyTo' | 'opensThread'> &
  Pick<PrivatePlace, 'spot' | 'file'> & {
    /** For one member alone, in a conversation of their own. */
    readonly isDirect?: true;
  };

/** A row of the outbox that a worker has taken, as it then is. */
export interface ClaimedPost
  extends Pick<
    Row<'posts'>,
    | 'workspace_id'
    | 'id'
    | 'state'
    | 'kind'
    | 'subject'
    | 'channel_id'
    | 'thread'
    | 'only_for'
    | 'key'
    | 'message'
    | 'version'
    | 'attempts'
    | 'created_at'
  > {
  readonly platform: PlatformName;
}

type Shown = Pick<
  Row<'posts'>,
  'workspace_id' | 'kind' | 'subject' | 'channel_id' | 'only_for' | 'created_at'
>;

/** What the outbox has to know of a kind of message, from the feature that posts it. */
export interface PostDefinition {
  /** What it shows now, made afresh from the database; undefined when it is to be removed. */
  content(db: Db, post: Shown, which?: 'even withdrawn'): Promise<Content | undefined>;
  /** Of a private message: its reader didn't ask for it, so that it waits for the end of their quiet hours. */
  readonly isUnasked?: true;
  /** A thread begins with it: what keeps it from being posted keeps the channel from being used. */
  readonly beginsThread?: true;
  /** It is in the chat for the first time; before that is recorded, and again if a crash comes between. Returns what is next. */
  sent?(services: Services, post: ClaimedPost, message: string): Promise<readonly Wake[]>;
  /** It had been sent by a process that died, and is known only now. */
  foundAgain?(services: Services, platform: Platform, thread: Thread): Promise<void>;
  /** What is said in its place when its one reader takes no private messages. */
  note?(member: string, subject: string): Card;
  /** It never came and is given up: whoever waits for it hears why. */
  undelivered?(services: Services, post: ClaimedPost, problem: string): Promise<void>;
  /** Its one reader can't be told: whoever waits for their reaction hears why. */
  unreached?(services: Services, post: ClaimedPost, problem: string): Promise<void>;
  /** It comes later than whoever waits for it expects. */
  delayed?(services: Services, post: ClaimedPost, seconds: number, problem: string): Promise<void>;
}

/** By name, with the feature that posts them; declared as actions are. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface PostKinds {}
export type PostKind = keyof PostKinds;

export type PostDefinitions = ReadonlyMap<string, PostDefinition>;

/** @throws Error for a kind that no feature has. */
export function definitionOf(kinds: PostDefinitions, kind: string): PostDefinition {
  const found = kinds.get(kind);
  if (!found) throw new Error(`no feature posts ${kind}`);
  return found;
}
