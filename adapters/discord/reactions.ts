import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { plainEmoji } from '../../src/leaderboards/vote.ts';
import { emojiOf, emojiSchema, type ReactionEmoji } from './emoji.ts';
import { readPatiently } from './read-patiently.ts';
import { userSchema } from './receive/people.ts';

const pageSize = 100;
const pageSchema = z.array(userSchema);

/** @see https://docs.discord.com/developers/resources/message#get-reactions of which super reactions are asked for by themselves */
const kinds = { normal: '0', burst: '1' } as const;

export const reactionSchema = z.object({
  emoji: emojiSchema,
  count_details: z.object({ normal: z.number(), burst: z.number() }).catch({ normal: 1, burst: 1 }),
});

type Reaction = z.infer<typeof reactionSchema>;

interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly reactions: readonly Reaction[];
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
  for (const { emoji, count_details } of message.reactions) {
    const name = emojiOf(emoji);
    if (!plain.has(plainEmoji(name))) continue;
    const members: string[] = [];
    for (const kind of ['normal', 'burst'] as const) {
      if (count_details[kind] > 0)
        members.push(...(await membersWith(rest, message, emoji, kinds[kind], signal)));
    }
    found.set(name, members);
  }
  return found;
}

async function membersWith(
  rest: REST,
  { id, channel_id }: Message,
  emoji: ReactionEmoji,
  type: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const named = emoji.id === null ? encodeURIComponent(emoji.name ?? '') : `${emoji.name}:${emoji.id}`;
  const route = Routes.channelMessageReaction(channel_id, id, named);
  const members: string[] = [];
  let after = '0';
  for (;;) {
    const page = { limit: String(pageSize), after, type };
    const users = pageSchema.parse(await readPatiently(rest, route, page, signal));
    members.push(...users.flatMap((user) => (user.bot ? [] : [user.id])));
    if (users.length < pageSize) return members;
    after = users.at(-1)?.id ?? after;
  }
}
