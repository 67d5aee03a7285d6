import { problemsOf } from './block-kit.ts';
import type { EmulatedMessage, ReadableStore } from './emulator.ts';

/** What Slack does and emulate 0.12.2 doesn't. */
export interface Strictness {
  /** The error code with which Slack would refuse the call. */
  refuse(method: string, params: URLSearchParams): string | undefined;
  /** The answer as Slack would give it. */
  amend(method: string, params: URLSearchParams, answer: Answer): Answer;
  /** What the header `x-oauth-scopes` says of a token. */
  scopesOf?(token: string): readonly string[];
}

export interface Answer {
  readonly messages?: readonly EmulatedMessage[];
  readonly response_metadata?: { readonly next_cursor?: string };
  readonly [key: string]: unknown;
}

/** Methods that a bot may use only in channels that it is in. */
const insideOnly = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'conversations.history',
  'conversations.replies',
]);

/**
 * Whoever isn't in a channel is refused. Blocks beyond the limits are, too, replies in a thread that isn't there, and joining what isn't public. Metadata
 * is shown only when asked for, of many who react alike some are named, and replies come as `oldest` says, in pages
 * of at most `most.replies`: 15 for commercial apps outside the Marketplace, 1,000 for a team's own.
 */
export function strictSlack(store: ReadableStore, botUser: string, most = { replies: 15 }): Strictness {
  const channelOf = (params: URLSearchParams) =>
    store.channels.all().find(({ channel_id }) => channel_id === params.get('channel'));
  const hasMessage = (channel: string | null, ts: string) =>
    store.messages.all().some((message) => message.channel_id === channel && message.ts === ts);
  const channelsOf = (user: string | null) => ({
    ok: true,
    channels: store.channels
      .all()
      .filter((channel) => !channel.is_im && user !== null && channel.members.includes(user))
      .filter((channel) => !channel.is_private || channel.members.includes(botUser))
      .map(({ channel_id: id, name }) => ({ id, name })),
  });
  return {
    refuse(method, params) {
      const blocks: unknown = JSON.parse(params.get('blocks') ?? '[]');
      if (problemsOf({ blocks, text: params.get('text') ?? '' }).length > 0) return 'invalid_blocks';
      const thread = params.get('thread_ts');
      if (method === 'chat.postMessage' && thread !== null && !hasMessage(params.get('channel'), thread))
        return 'thread_not_found';
      const channel = channelOf(params);
      if (channel && insideOnly.has(method) && !channel.is_im && !channel.members.includes(botUser))
        return channel.is_private ? 'channel_not_found' : 'not_in_channel';
      if (method === 'conversations.join' && channel?.is_private)
        return channel.members.includes(botUser)
          ? 'method_not_supported_for_channel_type'
          : 'channel_not_found';
      return undefined;
    },
    amend(method, params, answer) {
      if (method === 'users.conversations') return channelsOf(params.get('user'));
      if (!method.startsWith('conversations.') || !answer.messages) return answer;
      const paged =
        method === 'conversations.replies' ? pageOf(params, answer, answer.messages, most.replies) : answer;
      const messages = (paged.messages ?? []).map(withSomeReactions);
      if (params.get('include_all_metadata') === 'true') return { ...paged, messages };
      return { ...paged, messages: messages.map(({ metadata: _, ...rest }) => rest) };
    },
    scopesOf: (token) => store.tokens.all().find((one) => one.token === token)?.scopes ?? [],
  };
}

/** How many of those who react alike are named beside their number. */
const namedReacting = 3;

function withSomeReactions<Message extends EmulatedMessage>(message: Message): Message {
  const { reactions } = message;
  if (!reactions) return message;
  const some = reactions.map((one) => ({ ...one, users: one.users.slice(0, namedReacting) }));
  return { ...message, reactions: some };
}

function pageOf(
  params: URLSearchParams,
  answer: Answer,
  all: readonly EmulatedMessage[],
  most: number,
): Answer {
  const oldest = Number(params.get('oldest') ?? 0);
  const since = all.filter(({ ts }) => ts === params.get('ts') || Number(ts) > oldest);
  // By the last message that was given: what is deleted meanwhile moves none.
  const last = Number(params.get('cursor') ?? 0);
  const left = since
    .filter(({ ts }) => Number(ts) > last)
    .sort((one, other) => Number(one.ts) - Number(other.ts));
  const messages = left.slice(0, Math.min(Number(params.get('limit') ?? most), most));
  const next_cursor = messages.length < left.length ? (messages.at(-1)?.ts ?? '') : '';
  return { ...answer, messages, response_metadata: { next_cursor } };
}
