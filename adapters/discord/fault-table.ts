import { RESTJSONErrorCodes as Code } from 'discord.js';
import type { PlatformFault } from '../../src/chat/platform.ts';
import { finalCodes } from './final-codes.ts';

type Fault = readonly [fault: PlatformFault, sentence: string];

const invite = 'An admin has to invite it again; `whetstone doctor` prints the link.';
const elsewhere = 'Set up questions in a text or forum channel.';
const again: Fault = ['temporary', 'Discord has a problem of its own at the moment.'];
const slowDown: Fault = ['rate-limited', 'Discord asks Whetstone to slow down.'];
const out: Fault = ['unauthorized', `Whetstone is no longer in this server. ${invite}`];
const token: Fault = ['unauthorized', 'Discord no longer accepts DISCORD_TOKEN.'];
const closed: Fault = ['unreachable', 'This person takes no direct messages from Whetstone.'];
const noRole: Fault = ['unreachable', 'The role no longer exists. Choose another with /interview setup.'];
const noTag: Fault = [
  'unreachable',
  'The forum wants a tag on each post, and all of its tags are for moderators. Add one that everybody may use, or let Whetstone manage threads.',
];
const filtered: Fault = [
  'unreachable',
  'The server’s AutoMod blocks this message. Exempt Whetstone’s role from the rule.',
];
const full: Fault = [
  'unreachable',
  'The server has too many active threads. Archive or lock some that are done.',
];
const wrongKind: Fault = ['unreachable', `Whetstone can’t do that in this kind of channel. ${elsewhere}`];
const noHistory: Fault = [
  'unreachable',
  'Whetstone lacks “Read Message History” in this channel. Grant it in the channel’s settings under Permissions, to the role Whetstone.',
];
const twoFactor: Fault = [
  'unreachable',
  'This server wants two-factor authentication of who moderates it: whoever owns the application has to switch it on in their account.',
];
const unverified: Fault = [
  'unreachable',
  'Discord wants Whetstone’s application to be verified first: whoever owns it sees how at discord.com/developers/applications.',
];
const malformed: Fault = ['rejected', 'Discord doesn’t take what Whetstone sent.'];

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
    ['temporary', 'Discord’s network lets nothing through from here for now.'],
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
  [['unreachable', 'Whetstone lacks a permission in this channel.'], Code.MissingPermissions],
  [
    closed,
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    Code.InvalidRecipients,
    Code.ExplicitContentCannotBeSentToTheDesiredRecipient,
  ],
  [
    ['unreachable', `Nothing can be written in this kind of channel. ${elsewhere}`],
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
    ['unreachable', 'The thread has as many members as Discord allows. Ask for another question.'],
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
    ['unreachable', 'Discord doesn’t offer this server where Whetstone runs.'],
    Code.ServerNotAvailableInYourLocation,
  ],
  [
    ['gone', 'The message was deleted in Discord.'],
    Code.UnknownMessage,
    Code.CannotEditMessageAuthoredByAnotherUser,
    Code.CannotExecuteActionOnSystemMessage,
  ],
  [
    ['gone', 'The thread is archived, and Whetstone may not open it again.'],
    Code.InvalidActionOnArchivedThread,
  ],
  [['gone', 'The thread is locked, so nothing more is said there.'], Code.ThreadLocked],
  [
    malformed,
    Code.InvalidFormBodyOrContentType,
    Code.RequestEntityTooLarge,
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
