import type { CompiledPoint } from './compiled.ts';
import type { ReadText, Token } from './text.ts';

const nominal = new Set(['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM']);
const isNoun = ({ pos }: Token) => pos === 'NOUN' || pos === 'PROPN';

/**
 * What a key point is about, in a few words: the first noun phrase of its text that the prompt doesn't already name,
 * such as "the actual execution plan". Naming it hints at the gap without saying what belongs there.
 */
export function subjectOf(point: CompiledPoint, promptForms: ReadonlySet<string>, read: ReadText): string {
  // The first word is the verb of what a good answer does.
  const tokens = read(point.text)
    .flatMap((sentence) => sentence.tokens)
    .slice(1);
  const phrases = nounPhrases(tokens);
  const fresh = phrases.find((phrase) =>
    phrase.some((token) => isNoun(token) && !promptForms.has(token.forms[0] ?? '')),
  );
  const phrase = fresh ?? phrases[0];
  return phrase ? phrase.map(({ word }) => word).join(' ') : point.id.replaceAll('-', ' ');
}

function nounPhrases(tokens: readonly Token[]): Token[][] {
  const phrases: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    if (nominal.has(token.pos) && !(token.pos === 'DET' && current.length > 0)) {
      current.push(token);
      continue;
    }
    // "the rate of requests" is one subject.
    if (token.word === 'of' && current.some(isNoun)) {
      current.push(token);
      continue;
    }
    if (current.some(isNoun)) phrases.push(current);
    current = token.pos === 'DET' ? [token] : [];
  }
  if (current.some(isNoun)) phrases.push(current);
  return phrases.map((phrase) => phrase.slice(0, phrase.findLastIndex(isNoun) + 1));
}
