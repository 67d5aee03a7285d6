import type { AppsManifestCreateArguments } from '@slack/web-api';
import { commandTable } from '../../src/app/command-table.ts';
import { ellipsis } from '../../src/chat/cut.ts';
import { limits } from './limits.ts';

type Manifest = Exclude<AppsManifestCreateArguments['manifest'], string>;

/** What Whetstone may do in a workspace, and what for. @see https://docs.slack.dev/reference/scopes */
export const botScopes = [
  { scope: 'commands', why: 'The command /interview and the entries in a message’s menu.' },
  { scope: 'chat:write', why: 'Posting questions, feedback and leaderboards, in channels that it is in.' },
  {
    scope: 'channels:history',
    why: 'Reading answers in public channels that it is in, and finding its own posts.',
  },
  { scope: 'groups:history', why: 'The same in private channels that it was invited to.' },
  {
    scope: 'channels:read',
    why: 'Following a channel that is renamed, moved, archived or deleted, or that it was removed from.',
  },
  { scope: 'groups:read', why: 'The same in private channels that it was invited to.' },
  {
    scope: 'channels:join',
    why: 'Joining a public channel when it gets a schedule or somebody asks for a question there.',
  },
  { scope: 'reactions:read', why: 'Counting votes and approvals given as reactions.' },
  {
    scope: 'files:read',
    why: 'Reading answers that are text files: snippets, or pastes that were too long for a message.',
  },
  {
    scope: 'files:write',
    why: 'Sending someone the picture of their progress, or a file with their own data, in a direct message.',
  },
  {
    scope: 'im:write',
    why: 'Sending someone a direct message: reminders they asked for, and what can’t be shown to them alone in a channel.',
  },
  { scope: 'users:read', why: 'Names, time zones, and who is an admin of the workspace.' },
] as const;

/** @see https://docs.slack.dev/reference/events */
const botEvents = [
  'message.channels',
  'message.groups',
  'reaction_added',
  'reaction_removed',
  'channel_id_changed',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_left',
  'group_rename',
  'group_archive',
  'group_unarchive',
  'group_deleted',
  'group_left',
  'member_joined_channel',
  'member_left_channel',
  'user_change',
  'app_home_opened',
  'app_uninstalled',
  'tokens_revoked',
] as const;

/** The message shortcuts; each one's `callback_id` is the core's name of it. */
const shortcuts = [
  {
    name: 'Review answer',
    callback_id: 'review',
    description: 'For mentors: score this answer and comment on it',
  },
  {
    name: 'Use as my answer',
    callback_id: 'use-as-my-answer',
    description: 'Make this message of yours the answer that counts',
  },
  {
    name: 'Get feedback again',
    callback_id: 'get-feedback-again',
    description: 'Have the coach read your answer once more',
  },
] as const;

/** Where Slack finds Whetstone. One of the two is needed. */
interface Reachability {
  /** A public address: for requests and OAuth, or beside Socket Mode for OAuth alone. */
  readonly url?: string | undefined;
  /** By a connection that Whetstone opens. */
  readonly socket?: boolean | undefined;
}

/** The app as Slack's "From a manifest" wants it. @see https://docs.slack.dev/reference/app-manifest */
export function slackManifest({ url, socket = false }: Reachability): Manifest {
  const base = url?.replace(/(?<!\/)\/+$/, '');
  const events = base === undefined || socket ? undefined : `${base}/slack/events`;
  const requests = events === undefined ? {} : { request_url: events };
  return {
    display_information: {
      name: 'Whetstone',
      description:
        'Interview practice for teams: a question a day, feedback (by AI if you like), votes and reviews',
      background_color: '#1f3a5f',
    },
    features: {
      // Without the Messages tab nobody could be told anything privately outside channels.
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Whetstone', always_online: true },
      slash_commands: [
        {
          command: '/interview',
          description: 'Practise interviews: questions, reviews, leaderboards and settings',
          usage_hint: usageHint(),
          // Members and channels that are named come with their ids.
          should_escape: true,
          ...(events === undefined ? {} : { url: events }),
        },
      ],
      shortcuts: shortcuts.map((shortcut) => ({ type: 'message', ...shortcut })),
    },
    oauth_config: {
      scopes: { bot: botScopes.map(({ scope }) => scope) },
      ...(base === undefined ? {} : { redirect_urls: [`${base}/slack/oauth_redirect`] }),
    },
    settings: {
      event_subscriptions: { bot_events: [...botEvents], ...requests },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  };
}

/** "[question | leaderboard | …]": what anybody can type first. */
function usageHint(): string {
  const first = commandTable
    .filter(({ who }) => who === 'anyone')
    .map(({ name }) => name.split(' ')[0] ?? name);
  return ellipsis(`[${[...new Set(first)].join(' | ')}]`, limits.usageHint);
}
