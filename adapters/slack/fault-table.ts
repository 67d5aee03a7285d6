import type { PlatformFault } from '../../src/chat/platform.ts';

type Fault = readonly [fault: PlatformFault, sentence: string];

const invite = 'Invite Whetstone to the channel: /invite @Whetstone.';
const reinstall = 'Ask an admin to install Whetstone again.';
const malformed: Fault = ['rejected', 'Slack didn’t accept what Whetstone sent.'];
const again: Fault = ['temporary', 'Slack is having problems at the moment.'];
const gone: Fault = ['gone', 'The message or its thread was deleted in Slack.'];
const readOnly: Fault = [
  'unreachable',
  'Posting in this channel is restricted. Allow Whetstone in the channel’s settings, under Posting permissions.',
];
const noFiles: Fault = [
  'unreachable',
  'This Slack workspace doesn’t let Whetstone send files. Ask an admin to allow file uploads for apps.',
];
const noSpace: Fault = ['unreachable', 'This Slack workspace has no space left for files. Ask an admin.'];
const spent: Fault = ['rejected', 'This confirmation from Slack has expired. Start again.'];
const lateForm: Fault = ['rejected', 'Slack only opens a form within three seconds, and this took longer.'];
const revoked: Fault = ['unauthorized', `Slack no longer accepts Whetstone’s token. ${reinstall}`];

/**
 * What Slack's error codes mean to the one who can mend it.
 * @see the error tables of https://docs.slack.dev/reference/methods/chat.postMessage, chat.update, chat.delete,
 * chat.postEphemeral, conversations.open, conversations.join, conversations.history and conversations.replies
 */
export const faultTable: Readonly<Record<string, Fault>> = {
  channel_not_found: ['unreachable', `Whetstone can’t see this channel. ${invite}`],
  not_in_channel: ['unreachable', `Whetstone is not in this channel. ${invite}`],
  user_not_in_channel: ['unreachable', 'This person is not in the channel.'],
  is_archived: ['unreachable', 'This channel is archived. Unarchive it, or set up questions in another one.'],
  user_not_found: ['unreachable', 'This person is not in the Slack workspace.'],
  user_disabled: ['unreachable', 'This person’s Slack account is deactivated.'],
  cannot_dm_bot: ['unreachable', 'Apps can’t receive direct messages from other apps.'],
  messages_tab_disabled: [
    'unreachable',
    'Whetstone can’t send direct messages. Turn on the Messages Tab under App Home at api.slack.com/apps.',
  ],
  method_not_supported_for_channel_type: [
    'unreachable',
    'Whetstone can’t do that in this kind of conversation. Use a channel.',
  ],
  message_not_found: gone,
  thread_not_found: gone,
  cannot_reply_to_message: gone,
  cant_update_message: ['unreachable', 'Whetstone can’t change this message because it didn’t write it.'],
  cant_delete_message: ['unreachable', 'Whetstone can’t delete this message because it didn’t write it.'],
  cant_delete_file: ['gone', 'Slack doesn’t let Whetstone delete this file.'],
  compliance_exports_prevent_deletion: ['gone', 'This Slack workspace lets no app delete messages.'],
  edit_window_closed: [
    'unreachable',
    'The workspace’s settings don’t allow this message to be edited any more.',
  ],
  restricted_action: readOnly,
  restricted_action_read_only_channel: readOnly,
  restricted_action_thread_only_channel: readOnly,
  restricted_action_non_threadable_channel: readOnly,
  restricted_action_thread_locked: ['unreachable', 'This thread is locked. Unlock it in Slack.'],
  ekm_access_denied: ['unreachable', 'The workspace’s administrators have suspended posting.'],
  no_permission: readOnly,
  access_denied: readOnly,
  team_access_not_granted: ['unauthorized', `Whetstone isn’t allowed to use this workspace. ${reinstall}`],
  not_authed: revoked,
  invalid_auth: revoked,
  account_inactive: revoked,
  token_revoked: revoked,
  token_expired: revoked,
  app_uninstalled: revoked,
  not_allowed_token_type: [
    'unauthorized',
    'This isn’t a bot token. Whetstone needs one that begins with xoxb-.',
  ],
  org_login_required: ['unauthorized', `The workspace is moving to an Enterprise organization. ${reinstall}`],
  team_added_to_org: ['temporary', 'The workspace is moving to an Enterprise organization.'],
  file_uploads_disabled: noFiles,
  file_uploads_except_images_disabled: noFiles,
  file_type_blocked: noFiles,
  blocked_file_type: noFiles,
  file_upload_size_restricted: noFiles,
  storage_limit_reached: noSpace,
  invalid_code: spent,
  code_already_used: spent,
  bad_redirect_uri: spent,
  invalid_trigger_id: lateForm,
  expired_trigger_id: lateForm,
  exchanged_trigger_id: lateForm,
  trigger_expired: lateForm,
  trigger_exchanged: lateForm,
  view_too_large: malformed,
  duplicate_external_id: malformed,
  push_limit_reached: malformed,
  invalid_post_type: malformed,
  missing_post_type: malformed,
  invalid_form_data: malformed,
  invalid_json: malformed,
  json_not_object: malformed,
  invalid_charset: malformed,
  invalid_array_arg: malformed,
  too_many_attachments: malformed,
  msg_too_long: malformed,
  msg_blocks_too_long: malformed,
  no_text: malformed,
  invalid_blocks: malformed,
  invalid_blocks_format: malformed,
  invalid_attachments: malformed,
  invalid_arguments: malformed,
  invalid_arg_name: malformed,
  invalid_metadata_format: malformed,
  metadata_too_large: malformed,
  internal_error: again,
  fatal_error: again,
  service_unavailable: again,
  request_timeout: again,
  accesslimited: again,
  external_channel_migrating: again,
  two_factor_setup_required: revoked,
  enterprise_is_restricted: ['unreachable', 'The Enterprise organization doesn’t let Whetstone do this.'],
  channel_type_not_supported: [
    'unreachable',
    'Whetstone can’t do that in this kind of conversation. Use a channel.',
  ],
  channel_is_limited_access: readOnly,
  user_not_visible: ['unreachable', 'Slack doesn’t let Whetstone see this person.'],
  method_deprecated: malformed,
  deprecated_endpoint: malformed,
  unknown_method: malformed,
  team_not_found: revoked,
  message_limit_exceeded: ['rate-limited', 'The workspace has reached its limit of messages.'],
  ratelimited: ['rate-limited', 'Slack is limiting how fast Whetstone can send. It tries again by itself.'],
  rate_limited: ['rate-limited', 'Slack is limiting how fast Whetstone can send. It tries again by itself.'],
};
