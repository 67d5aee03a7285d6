import type { Sentence, Token } from './text.ts';

/** Where a phrase stands in a sentence: indexes of its first and last token. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const negators = new Set([
  'not',
  "n't",
  'never',
  'no',
  'neither',
  'nor',
  'hardly',
  'without',
  'skip',
  'omit',
]);
/** "Not only an index" and "never without a test" deny nothing of what follows. */
const reversals = new Set([
  'only',
  'just',
  'merely',
  'necessarily',
  'even',
  'without',
  'until',
  'unless',
  'before',
]);
const clauseEnds = new Set([',', ';', ':', '.', '(', 'but', 'because', 'so', 'although', 'while', 'since']);
const useless = /\b(?:unnecessary|needless|pointless|useless|overkill|overrated|nonsense|irrelevant)\b/;
const reach = 6;

export function isNegator({ word }: Token): boolean {
  return negators.has(word);
}

/** Whether the words of a span are denied, such as an index in "I would not add an index" or in "an index is overkill". */
export function isNegated({ tokens }: Sentence, { from, to }: Span): boolean {
  const before = tokens.slice(Math.max(0, from - reach), to + 1);
  const clause = before.slice(
    before.slice(0, from - to - 1 || undefined).findLastIndex(({ word }) => clauseEnds.has(word)) + 1,
  );
  const at = clause.findIndex(isNegator);
  if (at >= 0 && !clause.slice(at + 1).some(({ word }) => reversals.has(word))) return true;
  const after = tokens.slice(to + 1, to + reach).map(({ word }) => word);
  return useless.test(after.join(' '));
}
