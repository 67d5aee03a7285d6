import type { Card } from './card.ts';
import type { Form, FormValues, Opening } from './form.ts';
import type { LibraryPage, LibraryQuery, MockReport, MockSummary, TrackSummary } from './library.ts';
import type { PlatformName } from './platform-name.ts';

export type Role = 'admin' | 'mentor';

/** Who did something where, in neutral ids: `workspace` is the core's id, the others are the platform's. */
export interface Actor {
  readonly workspace: string;
  readonly channel: string;
  readonly member: string;
  /** What the platform calls the member and the channel, if it said so; kept for cards. */
  readonly memberName?: string;
  readonly channelName?: string;
  /** Roles that the platform itself gives, e.g. a Slack workspace admin; absent while it doesn't say. */
  readonly roles?: readonly Role[];
  /** The platform's own roles that the member has, by id, where it has such. */
  readonly groups?: readonly string[];
  /** What hinders them from acting for others: they left the workspace, or the platform doesn't say. */
  readonly membership?: 'left' | 'unknown';
  /** Where on the platform's page they act, for it alone to read: what they are told later in private is whispered there. */
  readonly spot?: string;
  /** The member's IANA time zone, if the platform knows it. */
  readonly timeZone?: string;
}

/** What the adapter shows to the one who asked. Everything for the others goes out as posts of its own. */
export type Reply =
  | { readonly type: 'nothing' }
  | { readonly type: 'private'; readonly card: Card }
  | { readonly type: 'form'; readonly form: Form }
  /** The form stays open and shows these sentences at its fields. */
  | { readonly type: 'invalid'; readonly errors: Readonly<Record<string, string>> };

/** A file that hangs on a message. */
export interface IncomingFile {
  readonly name: string;
  /** As in `text/plain; charset=utf-8`; '' for what can only be looked at or listened to. */
  readonly mimetype: string;
  /** In bytes, as the platform says. */
  readonly size: number;
  /** Its text, fetched from the platform's own hosts alone and never more than `largestFile`. @throws PlatformError */
  read(): Promise<string>;
}

/** A message that somebody wrote in a channel or thread. */
export interface IncomingMessage extends Actor {
  readonly message: string;
  /** The message the thread hangs on; absent outside threads. */
  readonly thread?: string;
  /** Whether the thread hangs on a message of somebody other than the bot, where the platform tells: it is no question's. */
  readonly isForeignThread?: boolean;
  /** The message that this one replies to, where the platform has replies. */
  readonly replyTo?: string;
  /** Who wrote that message. */
  readonly replyToMember?: string;
  /** Members named in the text, where the platform marks them. */
  readonly mentions: readonly string[];
  /** Plain text, markup removed. */
  readonly text: string;
  /** Absent where there are none. Text files are read as a part of the text. */
  readonly files?: readonly IncomingFile[];
  readonly fromBot: boolean;
  /** The platform's time of the edit that made it this text; absent when there was none, or edits come in order. */
  readonly editedAt?: Date;
}

export interface Deletion {
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
  /** The platform's time of it; absent where it is told in order. */
  readonly at?: Date;
}

export interface Reaction extends Actor {
  readonly message: string;
  /** A Unicode emoji or a custom emoji's name. */
  readonly emoji: string;
  /** When it came or went, by the platform's clock or, where that doesn't tell, when it was told. */
  readonly at: Date;
}

export interface ChannelPlace {
  readonly workspace: string;
  readonly channel: string;
}

/** A channel, or all of a workspace's. */
export type ChannelsPlace = Pick<ChannelPlace, 'workspace'> & Partial<ChannelPlace>;

/** A drop's thread, named by the message that it hangs on. */
export interface Thread {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string;
}

export interface OpenThread extends Thread {
  /** What events tell from now on is newer than anything read from now on. */
  readonly since: Date;
  /** The emoji that mean something on an answer. */
  readonly emoji: readonly string[];
}

/** A message that stands in a thread now. */
export interface StandingMessage extends IncomingMessage {
  /** By the platform's clock: one that was never edited has its text since then. Absent where edits come in order. */
  readonly writtenAt?: Date;
  /** Who reacts to it, by emoji; absent where that couldn't be read. */
  readonly reactions?: ReadonlyMap<string, readonly string[]>;
}

export interface Suggestion {
  /** The whole command text after accepting, without the leading slash. */
  readonly text: string;
  readonly label: string;
  readonly help: string;
}

/** What a menu on a message offers, declared as actions are. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface MessageActions {}
export type MessageActionName = keyof MessageActions;

/** Everything that an adapter can tell or ask the core. What it tells of messages may come late and more than once. */
export interface Core {
  /** The tracks as the workspace sees them. */
  tracks(workspace: string): Promise<readonly TrackSummary[]>;
  /** The first `limit` questions that match, as the workspace sees the bank. */
  questions(workspace: string, query: LibraryQuery, limit: number): Promise<LibraryPage>;
  /** A member's mock interviews that are over, the last first. */
  mocks(actor: Actor): Promise<readonly MockSummary[]>;
  /** Of a mock interview, for its member and the mentor whom it was shared with; undefined for anybody else. */
  mockReport(actor: Actor, id: string): Promise<MockReport | undefined>;
  /** Finds or makes the workspace of a platform's team, guild or playground and returns the core's id. */
  workspaceFor(platform: PlatformName, externalId: string, name: string): Promise<string>;
  /** The workspace of a platform in which a member practised last, for conversations outside any. */
  workspaceOfMember(platform: PlatformName, member: string): Promise<string | undefined>;
  /** `text` is what follows `/interview`. */
  command(actor: Actor, text: string): Promise<Reply>;
  /** What could be typed next, best first, at most 25. */
  suggest(actor: Actor, text: string): Promise<readonly Suggestion[]>;
  /** What one argument of a command could be, best first, at most 25: for platforms that ask for each by itself. */
  choices(actor: Actor, command: string, argument: string, typed: string): Promise<readonly string[]>;
  /** A name that nothing has, as of an old message, gets a sentence. */
  action(actor: Actor, action: string, value: string): Promise<Reply>;
  submit(actor: Actor, form: string, subject: string, values: FormValues): Promise<Reply>;
  /** What opens a form once more; undefined when there is no such form. */
  opening(form: string, subject: string): Opening | undefined;
  /** Whether an action may be answered with a form, which some platforms open only at once. */
  mayOpenForm(action: string): boolean;
  /** Resolves when whatever the message means is stored. */
  messagePosted(message: IncomingMessage): Promise<void>;
  messageEdited(message: IncomingMessage): Promise<void>;
  messageDeleted(message: Deletion): Promise<void>;
  reactionAdded(reaction: Reaction): Promise<void>;
  reactionRemoved(reaction: Reaction): Promise<void>;
  /** Somebody took everybody's reactions away: all of a message, or all with one emoji. */
  reactionsCleared(
    message: Pick<Reaction, 'workspace' | 'channel' | 'message'>,
    emoji?: string,
  ): Promise<void>;
  /** What a member's own page shows: streak, latest feedback, today's questions, and what their role is for. */
  home(actor: Actor): Promise<Card>;
  /** A picture of a card as a PNG, drawn for the member whose it is; undefined when there is none of that name. */
  picture(actor: Actor, picture: string): Promise<Uint8Array | undefined>;
  /** The threads in which answers may have come, changed or gone while the bot was away; of the last week unless it is said. */
  openThreads(workspace: string, daysBack?: number): Promise<readonly OpenThread[]>;
  /** What stands in such a thread: the same as if each event had come, except that what came since is newer. */
  catchUp(thread: OpenThread, messages: readonly StandingMessage[]): Promise<void>;
  channelRenamed(place: ChannelPlace, name: string): Promise<void>;
  /** The same channel has another id from now on. */
  channelMoved(workspace: string, from: string, to: string): Promise<void>;
  /** Nothing can be posted there any more; `problem` is a sentence for an admin. */
  channelClosed(place: ChannelPlace, problem: string, howLong?: 'for good'): Promise<void>;
  /** It was closed, and may be open again. */
  channelReopened(place: ChannelsPlace): Promise<void>;
  /** Somebody's account on the platform was deactivated. */
  memberLeft(workspace: string, member: string): Promise<void>;
  /** Somebody's account is active; of most who are told of nothing is to be done. */
  memberReturned(workspace: string, member: string): Promise<void>;
  /** The bot was removed: nothing is posted there any more. */
  workspaceEnded(workspace: string): Promise<void>;
  /** The bot is there: if it was removed, it is back. */
  workspaceFound(workspace: string): Promise<void>;
  /** A menu entry on a message. */
  messageAction(actor: Actor, action: string, message: IncomingMessage): Promise<Reply>;
}
