import { z } from 'zod';

/** As reactions name an emoji. A custom one has an id, and no name once it was deleted. */
export const emojiSchema = z.object({
  id: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
});

export type ReactionEmoji = z.infer<typeof emojiSchema>;

/**
 * The emoji of a reaction, without its skin tone; a server's own by its name.
 * @see https://docs.discord.com/developers/resources/emoji#emoji-object
 */
export function emojiOf({ id, name }: ReactionEmoji): string {
  if (name === null) return id ?? '';
  return id === null ? name.replace(/\p{Emoji_Modifier}/gu, '') : name;
}
