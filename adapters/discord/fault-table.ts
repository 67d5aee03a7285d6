import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { PlatformFault } from '../../src/chat/platform.ts';
import { finalCodes } from './final-codes.ts';

type Fault = readonly [fault: PlatformFault, sentence: string];

const invite = 'Ask an admin to invite it again; `whetstone doctor` prints the link.';
const elsewhere = 'Set up questions in a text or forum channel.';
const again: Fault = ['temporary', 'Discord is having problems at the moment.'];
const slowDown: Fault = [
  'rate-limited',
  'Discord is limiting how fast Whetstone can send. It tries again by itself.',
];
const out: Fault = ['unauthorized', `Whetstone is no longer in this server. ${invite}`];
const token: Fault = ['unauthorized', 'Discord no longer accepts DISCORD_TOKEN.'];
/** Said before it is sent, too. */
export const tooLarge =
  'The file is larger than the 10 MB that Discord takes. Ask whoever runs Whetstone to send it to you.';
const closed: Fault = ['unreachable', 'This person doesn’t accept direct messages from Whetstone.'];
const noRole: Fault = ['unreachable', 'The role no longer exists. Choose another with /interview setup.'];
const noTag: Fault = [
  'unreachable',
  'This forum requires a tag on every post, and only moderators can use its tags. Add a tag that anyone can use, or give Whetstone “Manage Threads”.',
];
const filtered: Fault = [
  'unreachable',
  'The server’s AutoMod blocks this message. Exempt Whetstone’s role from the rule.',
];
const full: Fault = [
  'unreachable',
  'The server has too many active threads. Close the ones that are finished.',
];
const wrongKind: Fault = ['unreachable', `Whetstone can’t do that in this kind of channel. ${elsewhere}`];
const noHistory: Fault = [
  'unreachable',
  'Whetstone needs “Read Message History” in this channel. Add it for the Whetstone role in the channel’s settings, under Permissions.',
];
const twoFactor: Fault = [
  'unreachable',
  'This server requires two-factor authentication for moderation. The owner of the application has to turn it on in their Discord account.',
];
const unverified: Fault = [
  'unreachable',
  'Discord requires the application to be verified first. Its owner can do that at discord.com/developers/applications.',
];
const malformed: Fault = ['rejected', 'Discord didn’t accept what Whetstone sent.'];

const faults: readonly (readonly [fault: Fault, ...codes: Code[]])[] = [
  [
    again,
    Code.GeneralError,
    Code.UnknownSession,
    Code.SendMessagesHasBeenTemporarilyDisabled,
    Code.FeatureTemporarilyDisabledServerSide,
    Code.IndexNotYetAvailable,
    Code.ApplicationNotYetAvailable,
    Code.APIResourceOverloaded,
  ],
  [
    ['temporary', 'Discord’s network is blocking requests from this machine at the moment.'],
    Code.CloudflareIsBlockingYourRequest,
  ],
  [
    slowDown,
    Code.ActionCannotBePerformedDueToSlowmodeRateLimit,
    Code.AnnouncementEditLimitExceeded,
    Code.ChannelSendRateLimit,
    Code.ServerSendRateLimit,
    Code.MaximumDailyApplicationCommandCreatesReached,
    Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
    Code.OpeningDirectMessagesTooFast,
    Code.ServiceResourceIsBeingRateLimited,
  ],
  [token, Code.Unauthorized, Code.InvalidToken],
  [out, Code.UnknownGuild, Code.InvalidGuild],
  [['unreachable', 'This channel no longer exists. Set up questions in another one.'], Code.UnknownChannel],
  [['unreachable', 'This person is not in the server.'], Code.UnknownMember, Code.UserBannedFromThisGuild],
  [['unreachable', 'This person’s Discord account no longer exists.'], Code.UnknownUser],
  [noRole, Code.UnknownRole, Code.InvalidRole],
  [['unreachable', 'Whetstone can’t see this channel, or is no longer in the server.'], Code.MissingAccess],
  [['unreachable', 'Whetstone is missing a permission in this channel.'], Code.MissingPermissions],
  [
    closed,
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    Code.InvalidRecipients,
    Code.ExplicitContentCannotBeSentToTheDesiredRecipient,
  ],
  [
    ['unreachable', `Messages can’t be posted in this kind of channel. ${elsewhere}`],
    Code.CannotSendMessagesInNonTextChannel,
  ],
  [wrongKind, Code.CannotExecuteActionOnThisChannelType, Code.CannotExecuteActionOnDMChannel],
  [
    noTag,
    Code.ThereAreNoTagsAvailableThatCanBeSetByNonModerators,
    Code.TagRequiredToCreateAForumPostInThisChannel,
  ],
  [
    noHistory,
    Code.CannotReplyWithoutPermissionToReadMessageHistory,
    Code.CannotReferenceAMessageWithoutPermissionToReadMessageHistory,
  ],
  [full, Code.MaximumActiveThreads, Code.MaximumActiveAnnouncementThreads],
  [
    ['unreachable', 'This thread has reached Discord’s member limit. Ask for a new question.'],
    Code.MaximumThreadParticipantsReached,
  ],
  [
    filtered,
    Code.MessageWasBlockedByAutomaticModeration,
    Code.TitleWasBlockedByAutomaticModeration,
    Code.MessageBlockedByHarmfulLinksFilter,
    Code.StageTopicServerNameServerDescriptionOrChannelNamesContainDisallowedWords,
  ],
  [twoFactor, Code.InvalidMFALevel, Code.TwoFactorAuthenticationIsRequired],
  [
    unverified,
    Code.VerifyYourAccount,
    Code.TheUserAccountMustFirstBeVerified,
    Code.ChannelVerificationLevelTooHighForYouToGainAccess,
    Code.AccessToJoiningNewServersHasBeenLimitedForTheUser,
  ],
  [
    ['unreachable', 'This server isn’t available in the region where Whetstone runs.'],
    Code.ServerNotAvailableInYourLocation,
  ],
  [
    ['gone', 'The message was deleted in Discord.'],
    Code.UnknownMessage,
    Code.CannotEditMessageAuthoredByAnotherUser,
    Code.CannotExecuteActionOnSystemMessage,
  ],
  [
    ['gone', 'The thread is archived, and Whetstone isn’t allowed to reopen it.'],
    Code.InvalidActionOnArchivedThread,
  ],
  [['unreachable', tooLarge], Code.RequestEntityTooLarge],
  [['gone', 'The thread is locked, so nothing more can be posted there.'], Code.ThreadLocked],
  [
    malformed,
    Code.InvalidFormBodyOrContentType,
    Code.CannotSendAnEmptyMessage,
    Code.RequestBodyContainsInvalidJSON,
    Code.InvalidAPIVersion,
  ],
];

/**
 * What Discord's error codes mean to the one who can mend it; each that it documents is there once. One that isn't may pass.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
 */
export const faultTable: ReadonlyMap<number, Fault> = new Map([
  ...finalCodes.map((code): [number, Fault] => [
    code,
    ['rejected', 'Discord doesn’t let Whetstone do this.'],
  ]),
  ...faults.flatMap(([fault, ...codes]) => codes.map((code): [number, Fault] => [code, fault])),
]);
