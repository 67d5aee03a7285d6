import type { Argument } from './command.ts';

const emoji = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Emoji}\ufe0f?)$/v;

const emojiWords = new Intl.Segmenter();

/** What is between colons is a workspace's own emoji, by its name; all else is an emoji itself. */
function splitEmoji(word: string): string[] {
  return word.split(/:([\p{L}\p{N}_+'-]+):|,/u).flatMap((part = '', place) => {
    if (place % 2 === 1) return part === '' ? [] : [part];
    return [...emojiWords.segment(part)].flatMap(({ segment }) => (isEmoji(segment) ? [segment] : ['']));
  });
}

const isEmoji = (text: string) => emoji.test(text) && !/^[\d#*]$/.test(text);

/** "👍,⭐", "👍⭐" or "👍,:parrot:". */
export const emojiList: Argument<string[]> = {
  placeholder: 'emoji',
  help: 'as in 👍,⭐',
  choices: () => ['⬆️,👍,⭐'],
  read([word = '']) {
    const list = splitEmoji(word);
    const valid = list.length > 0 && list.length <= 10 && !list.includes('');
    return valid ? { value: list, used: 1 } : undefined;
  },
};
