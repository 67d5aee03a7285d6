import { franc } from 'franc-min';
import { isWord, type Sentence, stemOf, type Token } from './text.ts';

/** Fewer letters tell no language; such a share of English function words tells that it is English, and so does one of English words, as in a list of terms. */
const enough = { letters: 20, english: 0.2, known: 0.65 };

/** The language of a text as an ISO 639-3 code, where it clearly isn't English. */
export function foreignLanguage(
  sentences: readonly Sentence[],
  isTerm: (stem: string) => boolean,
): string | undefined {
  const isKnown = (token: Token) => token.common || isTerm(stemOf(token));
  const words = sentences.flatMap(({ tokens }) => tokens.filter(isWord));
  const text = sentences.map((sentence) => sentence.text).join(' ');
  if (text.replace(/[^\p{L}]/gu, '').length < (isLatin(text) ? enough.letters : 4)) return undefined;
  const share = (is: (token: Token) => boolean) => words.filter(is).length / Math.max(1, words.length);
  if (isLatin(text) && (share(({ common }) => common) >= enough.english || share(isKnown) >= enough.known))
    return undefined;
  const language = franc(text, { minLength: 4 });
  return language === 'eng' || language === 'und' || language === 'sco' ? undefined : language;
}

function isLatin(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.replace(/[^\p{Script=Latin}]/gu, '').length >= letters.length / 2;
}
