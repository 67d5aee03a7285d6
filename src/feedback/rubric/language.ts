import { isWord, type Sentence } from './text.ts';

/** Function words of other languages that aren't English words as well. */
const foreign = new Set(
  `der das und ist nicht ich wir mit auf für ein eine zu den dem
   le la les des est une nous pour dans que qui je il
   el los las una por con como para es se del
   di che sono non gli della um uma não com os
   het een niet van voor och att det som jag`.split(/\s+/),
);
const enoughWords = 6;

/** Whether a text clearly is in another language, so that an English rubric can't judge it. */
export function isForeign(sentences: readonly Sentence[]): boolean {
  const words = sentences.flatMap(({ tokens }) => tokens.filter(isWord));
  const letters = words
    .map(({ word }) => word)
    .join('')
    .replace(/[^\p{L}]/gu, '');
  const latin = letters.replace(/[^\p{Script=Latin}]/gu, '');
  if (letters.length >= enoughWords && latin.length < letters.length / 2) return true;
  const english = words.filter(({ common }) => common).length;
  const other = words.filter(({ word, common }) => !common && foreign.has(word)).length;
  return words.length >= enoughWords && other > english && other / words.length > 0.15;
}
