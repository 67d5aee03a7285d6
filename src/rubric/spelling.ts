import distance from 'damerau-levenshtein';
import type { Sentence, Token } from './text.ts';

/** Shorter words are too near to others. */
const shortest = 6;

/** Gives a misspelt word of an answer the forms of the rubric's word that it is one slip away from. */
export function respelled(
  sentences: readonly Sentence[],
  vocabulary: ReadonlyMap<string, Token>,
  isKnown: (stem: string) => boolean,
): Sentence[] {
  return sentences.map((sentence) => {
    const tokens = sentence.tokens.map((token) => {
      const { word, forms } = token;
      if (word.length < shortest || vocabulary.has(word) || isKnown(forms[0] ?? '')) return token;
      const meant = [...vocabulary].find(
        ([known]) =>
          known.length >= shortest &&
          Math.abs(known.length - word.length) <= 1 &&
          distance(known, word).steps === 1,
      );
      return meant ? { ...token, forms: [...new Set([...forms, ...meant[1].forms])] } : token;
    });
    return { ...sentence, tokens };
  });
}
