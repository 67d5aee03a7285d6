import { isNegator, type Span } from './negation.ts';
import { isWord, type ReadText, type Sentence, type Token } from './text.ts';
import { isGroup } from './thesaurus.ts';

/** A cue, prepared for being looked for. */
export interface Phrase {
  readonly words: readonly Token[];
  /** The words that carry its meaning: neither function words nor punctuation. */
  readonly content: readonly Token[];
  readonly negative: boolean;
}

/** How many other words may stand between those of a phrase. */
const slack = { anyOrder: 4, inOrder: 2 };

export function readPhrase(text: string, read: ReadText): Phrase {
  const tokens = read(text).flatMap((sentence) => sentence.tokens);
  const words = tokens.filter((token) => isWord(token) || token.word === '%');
  const negative = words.some(isNegator) || /\b(rather than|instead of|without)\b/i.test(text);
  return { words, content: words.filter((token) => !token.common || isNegator(token)), negative };
}

/** Finds a phrase by its meaning-carrying words near each other in any order; one of function words, literally. */
export function findPhrase(phrase: Phrase, sentence: Sentence): Span | undefined {
  const loose = phrase.content.length > 1 || phrase.words.length === 1;
  if (!loose) return findInOrder(phrase.words, sentence);
  const [first = [], ...others] = phrase.content.map((word) => placesOf(word, sentence));
  if (others.some((places) => places.length === 0)) return undefined;
  for (const place of first) {
    const taken = [place];
    for (const places of others) {
      const free = places.filter((at) => !taken.includes(at));
      if (free.length === 0) break;
      taken.push(free.reduce((best, at) => (Math.abs(at - place) < Math.abs(best - place) ? at : best)));
    }
    const span = { from: Math.min(...taken), to: Math.max(...taken) };
    if (taken.length === phrase.content.length && span.to - span.from < taken.length + slack.anyOrder)
      return span;
  }
  return undefined;
}

function findInOrder(words: readonly Token[], sentence: Sentence): Span | undefined {
  const { tokens } = sentence;
  const [first, ...others] = words;
  if (!first) return undefined;
  for (const from of placesOf(first, sentence)) {
    let to = from;
    const found = others.every((word) => {
      const end = to + 2 + slack.inOrder;
      for (let at = to + 1; at < Math.min(end, tokens.length); at++)
        if (same(word, tokens[at])) {
          to = at;
          return true;
        }
      return false;
    });
    if (found) return { from, to };
  }
  return undefined;
}

/** Where a sentence has a word, in order. Whoever writes a cue means its words, and not others that mean about the same. */
function placesOf({ forms }: Token, { places }: Sentence): readonly number[] {
  const found = forms.filter((form) => !isGroup(form)).flatMap((form) => places.get(form) ?? []);
  return found.length > 1 ? [...new Set(found)].sort((a, b) => a - b) : found;
}

function same(word: Token, token: Token | undefined): boolean {
  return token?.forms.some((form) => !isGroup(form) && word.forms.includes(form)) ?? false;
}
