import type { Card } from './card.ts';
import type { OpenThread, StandingMessage } from './core.ts';
import type { PlatformName } from './platform-name.ts';

/** Where a message is. `message` is the platform's id; a thread is named by the id of the message it hangs on. */
export interface Place {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
}

export interface PrivatePlace extends Place {
  /** Where in it the member acted, as the platform said: see `Actor`. */
  readonly spot?: string;
  /**
   * In a conversation of their own rather than in the place, where the platform has such, and never twice. Where an earlier
   * attempt can't be looked for, one that may have got through isn't sent again.
   */
  readonly directly?: Attempt;
  /** Sent along with what is said directly. Where the platform shows no card beside a file, the card's summary stands for it. */
  readonly file?: OutgoingFile;
}

export interface OutgoingFile {
  /** As in `report.md`. */
  readonly name: string;
  readonly mediaType: string;
  /** Makes what is in it, when it is sent. */
  bytes(): Promise<Uint8Array>;
}

/** What makes a message that is sent again the same. */
interface Attempt {
  /** Unique per message, set before the first attempt. */
  readonly key: string;
  /** True when an earlier attempt may have got through: look for `key` before sending again. */
  readonly retry: boolean;
  /** When it was first asked for: what an earlier attempt sent isn't older. */
  readonly since: Date;
}

export interface PostRequest extends Place, Attempt {
  readonly card: Card;
  /** The message of the same place that this one answers, where the platform has replies. */
  readonly replyTo?: string;
  /** Open a thread on this message. */
  readonly opensThread?: ThreadRequest;
}

/** What platforms whose threads are more than a list of replies show of one. */
export interface ThreadRequest {
  readonly title: string;
  /** How long people will write in it, at least. */
  readonly openForMinutes: number;
  readonly tags: readonly string[];
}

export interface MessageRef extends Place {
  readonly message: string;
}

/** A message in a conversation of a member's own. */
export type DirectMessage = Pick<MessageRef, 'channel' | 'message'>;

/**
 * The port that every chat adapter implements. Workspaces, channels, members and messages are named by the
 * platform's own ids, except that `workspace` is the core's id. Failures are `PlatformError`s.
 */
export interface Platform {
  readonly name: PlatformName;
  /** Whether its members have roles that a message can ping and that can mean mentor. */
  readonly hasRoles: boolean;
  /** Sends exactly once per key and returns the message's id. */
  post(request: PostRequest): Promise<{ readonly message: string }>;
  edit(message: MessageRef, card: Card): Promise<void>;
  /** Idempotent: a message that is gone already is a success. */
  remove(message: MessageRef): Promise<void>;
  /**
   * Shows a card to one member alone: in the place, or where that can't be, in a conversation of their own. Returns which message stays
   * there, for `remove`; nothing where it goes by itself.
   */
  whisper(place: PrivatePlace, member: string, card: Card): Promise<DirectMessage | undefined>;
  /** Makes sure that the bot can post in a channel, and ping a role there. @throws PlatformError that says what to do. */
  join(channel: Omit<Place, 'thread'>, pings?: string): Promise<void>;
  /** Fails where it is known already, without asking the platform, that nothing can be posted. @throws PlatformError */
  requirePosting?(channel: Omit<Place, 'thread'>): Promise<void>;
  /** Whether a member is an app, where somebody can name one as a member. */
  isBot?(workspace: string, member: string): Promise<boolean>;
  /** The channels that a member is in, at most minutes old, where not everybody is in all. @throws PlatformError */
  channelsOf?(workspace: string, member: string): Promise<readonly string[]>;
  /**
   * What stands in a thread; undefined when that is too much to read. Of platforms that don't tell again what nobody
   * heard.
   */
  replies?(thread: OpenThread): Promise<readonly StandingMessage[] | undefined>;
  /** Erases what the adapter's own tables have of a member; where it can't go, `standIn` takes their place. Done again, it changes nothing. */
  forget?(workspace: string, member: string, standIn: string): Promise<void>;
  /** Address of a message for a person to click, or undefined where there is none. */
  messageUrl(message: MessageRef): string | undefined;
}

export type PlatformFault =
  /** Try again after `retryAfterMs`. */
  | 'rate-limited'
  /** The network or the platform had a bad moment: try again with backoff. */
  | 'temporary'
  /** The channel is gone, archived or closed to the bot: an admin has to act. */
  | 'unreachable'
  /** The message, or the one that its thread hangs on, was deleted: nobody has to act. */
  | 'gone'
  /** The bot's credentials no longer work. */
  | 'unauthorized'
  /** The platform refuses what we sent: our bug. */
  | 'rejected';

/** Why a platform did not do as asked; `message` is a sentence for the person who can mend it. */
export class PlatformError extends Error {
  readonly fault: PlatformFault;
  readonly retryAfterMs: number | undefined;
  /** The platform's own code for it, for the log. */
  readonly code: string | undefined;
  /** Certainly nothing was sent, so that trying again can't send it twice. */
  readonly isUnsent: boolean;

  constructor(
    fault: PlatformFault,
    message: string,
    options: {
      cause?: unknown;
      retryAfterMs?: number;
      code?: string | undefined;
      isUnsent?: boolean;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'PlatformError';
    this.fault = fault;
    this.retryAfterMs = options.retryAfterMs;
    this.code = options.code;
    this.isUnsent = options.isUnsent ?? false;
  }

  /** Whether it may pass by itself, so that trying again later makes sense. */
  get isPassing(): boolean {
    return this.fault === 'temporary' || this.fault === 'rate-limited';
  }
}
