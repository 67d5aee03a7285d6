import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { plainEmoji } from '../../src/leaderboards/vote.ts';
import { emojiOf, type ReactionEmoji } from './emoji.ts';
import { readPatiently } from './read-patiently.ts';
import { userSchema } from './receive/people.ts';

const pageSize = 100;
const pageSchema = z.array(userSchema);

interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly reactions: readonly { readonly emoji: ReactionEmoji }[];
}

/** The members who react to a message, by those of its emoji that are wanted. */
export async function reactionsTo(
  rest: REST,
  message: Message,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const plain = new Set(wanted.map(plainEmoji));
  const found = new Map<string, readonly string[]>();
  for (const { emoji } of message.reactions) {
    const name = emojiOf(emoji);
    if (plain.has(plainEmoji(name))) found.set(name, await membersWith(rest, message, emoji, signal));
  }
  return found;
}

async function membersWith(
  rest: REST,
  { id, channel_id }: Message,
  emoji: ReactionEmoji,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const named = emoji.id === null ? encodeURIComponent(emoji.name ?? '') : `${emoji.name}:${emoji.id}`;
  const route = Routes.channelMessageReaction(channel_id, id, named);
  const members: string[] = [];
  let after = '0';
  for (;;) {
    const page = { limit: String(pageSize), after };
    const users = pageSchema.parse(await readPatiently(rest, route, page, signal));
    members.push(...users.flatMap((user) => (user.bot ? [] : [user.id])));
    if (users.length < pageSize) return members;
    after = users.at(-1)?.id ?? after;
  }
}
