/**
 * Slack names reactions, others use Unicode. The ones that people vote and approve with; the names are Slack's.
 * @see https://github.com/iamcal/emoji-data
 */
const emojiByName: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  arrow_up: '⬆️',
  arrow_up_small: '🔼',
  arrow_double_up: '⏫',
  point_up: '☝️',
  point_up_2: '👆',
  star: '⭐',
  star2: '🌟',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  ballot_box_with_check: '☑️',
  ok: '🆗',
  ok_hand: '👌',
  heart: '❤️',
  fire: '🔥',
  tada: '🎉',
  clap: '👏',
  raised_hands: '🙌',
  pray: '🙏',
  muscle: '💪',
  rocket: '🚀',
  '100': '💯',
  bulb: '💡',
  brain: '🧠',
  dart: '🎯',
  trophy: '🏆',
  sports_medal: '🏅',
  first_place_medal: '🥇',
  sparkles: '✨',
  eyes: '👀',
  thinking_face: '🤔',
  heavy_plus_sign: '➕',
  joy: '😂',
  smile: '😄',
};

/** The emoji of a reaction, without its skin tone; one that isn't known, such as a workspace's own, by its name. */
export function emojiOf(reaction: string): string {
  const name = reaction.replace(/::skin-tone-\d$/, '');
  return Object.hasOwn(emojiByName, name) ? (emojiByName[name] ?? name) : name;
}

/** Slack's name for an emoji; what isn't known is a name already. */
export function reactionOf(emoji: string): string {
  const plain = plainEmoji(emoji);
  return Object.entries(emojiByName).find(([, one]) => plainEmoji(one) === plain)?.[0] ?? emoji;
}

function plainEmoji(emoji: string): string {
  return emoji.replace(/[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu, '');
}
