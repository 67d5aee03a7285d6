import { z } from 'zod';
import { emojiOf } from './emoji.ts';

const reactionSchema = z.object({
  name: z.string(),
  users: z.array(z.string()).default([]),
  count: z.number().default(0),
});
const messageSchema = z.object({ reactions: z.array(reactionSchema).default([]) });

type Reaction = z.infer<typeof reactionSchema>;

/**
 * Who reacts to a message, by emoji. Of many that react alike a thread shows some only: then all of them are read.
 * @see https://docs.slack.dev/reference/methods/reactions.get
 */
export async function reactionsTo(
  message: unknown,
  readAll: () => Promise<unknown>,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const shown = messageSchema.safeParse(message).data?.reactions ?? [];
  if (shown.every(isWhole)) return byEmoji(shown);
  const all = messageSchema.safeParse(await readAll()).data?.reactions;
  return all && byEmoji(all);
}

const isWhole = ({ users, count }: Reaction) => users.length >= count;

/** An emoji has several names, and tones. */
function byEmoji(reactions: readonly Reaction[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { name, users } of reactions) {
    const emoji = emojiOf(name);
    found.set(emoji, new Set([...(found.get(emoji) ?? []), ...users]));
  }
  return new Map([...found].map(([emoji, users]) => [emoji, [...users]]));
}
