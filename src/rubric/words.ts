import { closenessBy, hasContent, type Sentence, type Token } from './text.ts';

/** Words with what each weighs, by stem; a word is also met by its other forms. */
export type Wording = readonly { readonly forms: readonly string[]; readonly weight: number }[];

export function contentOf(sentences: readonly Sentence[]): Token[] {
  return sentences.flatMap(({ tokens }) => tokens.filter(hasContent));
}

/** How well each form is met: 1 by the word itself, less by one that means the same. */
export type Words = ReadonlyMap<string, number>;

export function wordsOf(sentences: readonly Sentence[]): Words {
  const words = new Map<string, number>();
  for (const token of contentOf(sentences))
    for (const form of token.forms) words.set(form, closenessBy(form));
  return words;
}

/** The share of a wording, by weight, that the words have. */
export function shareOf(wording: Wording, words: Words): number {
  let [met, all] = [0, 0];
  for (const { forms, weight } of wording) {
    all += weight;
    met += weight * bestOf(forms, words);
  }
  return all === 0 ? 0 : met / all;
}

function bestOf(forms: readonly string[], words: Words): number {
  let best = 0;
  for (const form of forms) best = Math.max(best, words.get(form) ?? 0);
  return best;
}
