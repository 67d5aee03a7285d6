/** As reactions name an emoji. A custom one has an id, and no name once it was deleted. */
export interface ReactionEmoji {
  readonly id: string | null;
  readonly name: string | null;
}

/**
 * The emoji of a reaction, without its skin tone; a server's own by its name.
 * @see https://docs.discord.com/developers/resources/emoji#emoji-object
 */
export function emojiOf({ id, name }: ReactionEmoji): string {
  if (name === null) return id ?? '';
  return id === null ? name.replace(/\p{Emoji_Modifier}/gu, '') : name;
}
