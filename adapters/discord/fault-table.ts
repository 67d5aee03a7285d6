import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { PlatformFault } from '../../src/chat/platform.ts';

type Fault = readonly [fault: PlatformFault, sentence: string];

const invite = 'An admin has to invite it again; `whetstone doctor` prints the link.';
const full: Fault = [
  'unreachable',
  'The server has too many active threads. Archive or lock some that are done.',
];
const closed: Fault = ['unreachable', 'This person takes no direct messages from Whetstone.'];
const filtered: Fault = [
  'unreachable',
  'The server’s AutoMod blocks this message. Exempt Whetstone’s role from the rule.',
];
const slowDown: Fault = ['rate-limited', 'Discord asks Whetstone to slow down.'];

/**
 * What Discord's error codes mean to the one who can mend it.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
 */
export const faultTable: Readonly<Record<number, Fault>> = {
  [Code.UnknownChannel]: ['unreachable', 'This channel no longer exists. Set up questions in another one.'],
  [Code.UnknownGuild]: ['unauthorized', `Whetstone is no longer in this server. ${invite}`],
  [Code.UnknownMember]: ['unreachable', 'This person is not in the server.'],
  [Code.UnknownUser]: ['unreachable', 'This person’s Discord account no longer exists.'],
  [Code.UnknownMessage]: ['gone', 'The message was deleted in Discord.'],
  [Code.MissingAccess]: ['unreachable', 'Whetstone can’t see this channel, or is no longer in the server.'],
  [Code.MissingPermissions]: ['unreachable', 'Whetstone lacks a permission in this channel.'],
  [Code.CannotSendMessagesToThisUser]: closed,
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: closed,
  [Code.CannotSendMessagesInNonTextChannel]: [
    'unreachable',
    'Nothing can be written in this kind of channel. Set up questions in a text or forum channel.',
  ],
  [Code.CannotExecuteActionOnThisChannelType]: [
    'unreachable',
    'Whetstone can’t do that in this kind of channel. Set up questions in a text or forum channel.',
  ],
  [Code.InvalidActionOnArchivedThread]: [
    'gone',
    'The thread is archived, and Whetstone may not open it again.',
  ],
  [Code.ThreadLocked]: ['gone', 'The thread is locked, so nothing more is said there.'],
  [Code.MaximumActiveThreads]: full,
  [Code.MaximumActiveAnnouncementThreads]: full,
  /** Of an AutoMod rule, for a message and for a thread's title; not in the library's list. */
  200000: filtered,
  200001: filtered,
  [Code.MessageBlockedByHarmfulLinksFilter]: filtered,
  [Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached]: slowDown,
  [Code.ChannelSendRateLimit]: slowDown,
  [Code.ServerSendRateLimit]: slowDown,
  [Code.ServiceResourceIsBeingRateLimited]: slowDown,
  [Code.Unauthorized]: ['unauthorized', 'Discord no longer accepts DISCORD_TOKEN.'],
  [Code.InvalidFormBodyOrContentType]: [
    'rejected',
    'Discord refuses what Whetstone sent. Please report this.',
  ],
};
