import { type APIMessage, MessageType } from 'discord.js';
import { storedMessagesIn } from './lookup.ts';
import type { ChannelState, Pinged, StoredMessage, World } from './world.ts';

/** The message as it now stands, as the bot is shown it. */
export function shown(world: World, { body, reactors }: StoredMessage): APIMessage {
  const reactions = [...reactors.values()].map(({ emoji, users, bursts }) => ({
    emoji,
    count: users.length + bursts.length,
    count_details: { burst: bursts.length, normal: users.length },
    burst_colors: [],
    me: users.includes(world.bot.id),
    me_burst: false,
  }));
  const thread = world.channels.get(body.id);
  const repliedTo = world.messages.get(body.message_reference?.message_id ?? '');
  return {
    ...body,
    ...(reactions.length > 0 ? { reactions } : {}),
    ...(thread && thread.id !== body.channel_id
      ? { thread: thread as NonNullable<APIMessage['thread']> }
      : {}),
    ...(body.type === MessageType.Reply
      ? { referenced_message: repliedTo ? shown(world, repliedTo) : null }
      : {}),
  };
}

/** Without what MESSAGE_CONTENT would let it see of other people's messages. */
export function withoutContent<Message extends APIMessage>(world: World, message: Message): Message {
  const isOwn = message.author.id === world.bot.id || message.mentions.some(({ id }) => id === world.bot.id);
  if (isOwn || world.channels.get(message.channel_id)?.guild_id === undefined) return message;
  const { referenced_message: repliedTo } = message;
  return {
    ...message,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    ...(repliedTo ? { referenced_message: withoutContent(world, repliedTo) } : {}),
  };
}

export type SeenMessage = APIMessage & { readonly pinged: Pinged };

export const seen = (world: World, stored: StoredMessage): SeenMessage => ({
  ...shown(world, stored),
  pinged: stored.pinged,
});

export const seenIn = (world: World, channelId: string): readonly SeenMessage[] =>
  storedMessagesIn(world, channelId).map((stored) => seen(world, stored));

/** Tells of a message, with the membership of those in it. */
export function announce(world: World, event: string, channel: ChannelState, stored: StoredMessage): void {
  const rendered = shown(world, stored);
  const guildId = channel.guild_id;
  const nonce = event === 'MESSAGE_CREATE' ? stored.nonce : undefined;
  world.dispatch(
    event,
    {
      ...rendered,
      ...(nonce === undefined ? {} : { nonce }),
      ...(guildId === undefined ? {} : { guild_id: guildId }),
      ...membership(world, guildId, rendered.author.id),
      mentions: rendered.mentions.map((user) => ({ ...user, ...membership(world, guildId, user.id) })),
    },
    { guildId, channelId: channel.id },
  );
}

function membership(world: World, guildId: string | undefined, userId: string): object {
  const { user: _, ...member } = world.guilds.get(guildId ?? '')?.members.get(userId) ?? { user: undefined };
  return 'roles' in member ? { member } : {};
}
