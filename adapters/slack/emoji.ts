import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

/** Slack names reactions, others use Unicode. Its names are those of https://github.com/iamcal/emoji-data. */
const emojiByName = new Map<string, string>(
  Object.entries(shortcodes).flatMap(([codes, names]) =>
    [names].flat().map((name): [string, string] => [name, emojiFrom(codes)]),
  ),
);

/** `2B06` is ⬆️: what is a sign by itself needs a mark to be an emoji. */
function emojiFrom(codes: string): string {
  const emoji = String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)));
  return /^\p{Emoji_Presentation}|.\p{Emoji}|.\u{fe0f}/u.test(emoji) ? emoji : `${emoji}\u{fe0f}`;
}

/** The emoji of a reaction, without its skin tones; a workspace's own by its name. */
export function emojiOf(reaction: string): string {
  const [name = reaction] = reaction.split('::skin-tone-');
  return emojiByName.get(name) ?? name;
}

/** A text with emoji as themselves, without skin tones; a workspace's own stay as in `:parrot:`. */
export function withEmoji(text: string): string {
  return text.replace(
    /:([^\s:]+):(?::skin-tone-\d(?:-\d)?:)*/g,
    (whole, name: string) => emojiByName.get(name) ?? whole,
  );
}
