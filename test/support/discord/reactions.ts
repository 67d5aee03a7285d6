import { type APIEmoji, PermissionFlagsBits as Bits } from 'discord.js';
import { isThread } from './lookup.ts';
import { demand } from './permissions.ts';
import { problem } from './problem.ts';
import type { ChannelState, StoredMessage, World } from './world.ts';

/** Of `👍` or `name:id`. */
export function emojiOf(world: World, channel: ChannelState, given: string): APIEmoji {
  const [name = '', id] = given.split(':');
  if (id === undefined) {
    if (!/^\p{RGI_Emoji}$/v.test(name) && !/^\p{RGI_Emoji}$/v.test(`${name}\uFE0F`))
      throw problem('unknownEmoji');
    return { id: null, name };
  }
  const emoji = world.guilds.get(channel.guild_id ?? '')?.emojis.find((one) => one.id === id);
  if (!emoji) throw problem('unknownEmoji');
  return { id, name: emoji.name };
}

const keyOf = ({ id, name }: APIEmoji): string => id ?? name ?? '';

/** Normal ones, or super reactions. */
type Kind = 'users' | 'bursts';

export function react(
  world: World,
  userId: string,
  channel: ChannelState,
  message: StoredMessage,
  given: string,
  kind: Kind = 'users',
) {
  const emoji = emojiOf(world, channel, given);
  if (isThread(channel) && channel.thread_metadata.archived) throw problem('archivedThread');
  const existing = message.reactors.get(keyOf(emoji));
  demand(world, userId, channel, Bits.ReadMessageHistory | (existing ? 0n : Bits.AddReactions));
  const reactors = existing ?? { emoji, users: [], bursts: [] };
  if (reactors[kind].includes(userId)) return;
  reactors[kind].push(userId);
  message.reactors.set(keyOf(emoji), reactors);
  const member = world.guilds.get(channel.guild_id ?? '')?.members.get(userId);
  say(world, 'MESSAGE_REACTION_ADD', channel, message, {
    ...ofOne(userId, emoji, kind),
    message_author_id: message.body.author.id,
    ...(member ? { member } : {}),
  });
}

export function unreact(
  world: World,
  userId: string,
  channel: ChannelState,
  message: StoredMessage,
  given: string,
  kind: Kind = 'users',
) {
  const emoji = emojiOf(world, channel, given);
  const reactors = message.reactors.get(keyOf(emoji));
  const users = reactors?.[kind] ?? [];
  const at = users.indexOf(userId);
  if (at < 0) return;
  users.splice(at, 1);
  if (reactors?.users.length === 0 && reactors.bursts.length === 0) message.reactors.delete(keyOf(emoji));
  say(world, 'MESSAGE_REACTION_REMOVE', channel, message, ofOne(userId, emoji, kind));
}

/** All of a message, or all with one emoji. */
export function clearReactions(
  world: World,
  channel: ChannelState,
  message: StoredMessage,
  given?: string,
): void {
  if (given === undefined) {
    message.reactors.clear();
    say(world, 'MESSAGE_REACTION_REMOVE_ALL', channel, message, {});
  } else {
    const emoji = emojiOf(world, channel, given);
    message.reactors.delete(keyOf(emoji));
    say(world, 'MESSAGE_REACTION_REMOVE_EMOJI', channel, message, { emoji });
  }
}

export const reactorsOf = (message: StoredMessage, emoji: APIEmoji, kind: Kind): readonly string[] =>
  message.reactors.get(keyOf(emoji))?.[kind] ?? [];

const ofOne = (user_id: string, emoji: APIEmoji, kind: Kind) => ({
  user_id,
  emoji,
  burst: kind === 'bursts',
  burst_colors: [],
  type: kind === 'bursts' ? 1 : 0,
});

function say(
  world: World,
  event: string,
  channel: ChannelState,
  { body }: StoredMessage,
  what: object,
): void {
  const guild = channel.guild_id === undefined ? {} : { guild_id: channel.guild_id };
  world.dispatch(
    event,
    { channel_id: channel.id, message_id: body.id, ...guild, ...what },
    { guildId: channel.guild_id, channelId: channel.id },
  );
}
