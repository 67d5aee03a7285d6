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
  'cannot',
]);
const emphases = new Set(['only', 'just', 'merely', 'necessarily', 'simply', 'even']);
/** "Never deploy without a test" asks for the test: these end what a negator reaches and turn it round. */
const reversals = new Set(['without', 'until', 'unless', 'before', 'except', 'till']);
const firstPersons = new Set(['i', 'we', 'you', 'one', 'team', 'there', "let's", 'to', 'please', 'just']);
const needs = new Set(['need', 'require', 'matter', 'help', 'want', 'use', 'have']);
const uselessness = new Set([
  'unnecessary',
  'unneeded',
  'pointless',
  'useless',
  'overkill',
  'needless',
  'overrated',
  'nonsense',
  'irrelevant',
]);
const usefulness = new Set([
  'need',
  'necessary',
  'require',
  'useful',
  'important',
  'worth',
  'relevant',
  'help',
  'matter',
]);
const clauseEnds = new Set([
  ',',
  ';',
  ':',
  '.',
  '(',
  ')',
  '–',
  '—',
  'but',
  'because',
  'so',
  'although',
  'though',
  'while',
  'since',
]);
const reach = 7;

export function isNegator({ word }: Token): boolean {
  return negators.has(word);
}

/** Whether the words of a span are denied, such as an index in "I would not add an index". */
export function isNegated(sentence: Sentence, span: Span): boolean {
  const { tokens } = sentence;
  for (let at = span.from; at <= span.to; at++) if (isDenial(tokens, at)) return true;
  for (let at = span.from - 1; at >= Math.max(0, span.from - reach); at--) {
    const word = tokens[at]?.word ?? '';
    if (clauseEnds.has(word)) break;
    if (isDenial(tokens, at))
      return !reversed(tokens, at, span.from) && (word === 'without' || deniesOwnAct(tokens, at));
    if (word === 'than' && tokens[at - 1]?.word === 'rather') return true;
    if (word === 'of' && tokens[at - 1]?.word === 'instead') return true;
  }
  return calledUseless(tokens, span.to);
}

function isDenial(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || !isNegator(token) || emphases.has(tokens[at + 1]?.word ?? '')) return false;
  // "Without an index the query is slow" speaks for the index.
  return token.word !== 'without' || (at > 0 && !clauseEnds.has(tokens[at - 1]?.word ?? ''));
}

function reversed(tokens: readonly Token[], negator: number, from: number): boolean {
  if (tokens[negator]?.word === 'without')
    return tokens.slice(Math.max(0, negator - reach), negator).some((_, offset) => {
      const at = Math.max(0, negator - reach) + offset;
      return isDenial(tokens, at) || tokens[at]?.word === 'nobody';
    });
  return tokens.slice(negator + 1, from + reach).some(({ word }) => reversals.has(word));
}

/** "Customers could not pay" tells what happened; "we do not measure" tells what the speaker leaves undone. */
function deniesOwnAct(tokens: readonly Token[], negator: number): boolean {
  const verb = tokens.slice(negator + 1, negator + 4);
  if (verb.some(({ forms }) => forms.some((form) => needs.has(form)))) return true;
  for (let at = negator - 1; at >= Math.max(0, negator - 4); at--) {
    const { word = '', pos = '' } = tokens[at] ?? {};
    if (firstPersons.has(word)) return true;
    if (clauseEnds.has(word)) return true;
    if (pos === 'NOUN' || pos === 'PROPN' || pos === 'PRON') return false;
  }
  return true;
}

function calledUseless(tokens: readonly Token[], end: number): boolean {
  const after = tokens.slice(end + 1, end + 7);
  const stop = after.findIndex(({ word }) => clauseEnds.has(word));
  const clause = stop < 0 ? after : after.slice(0, stop);
  if (!clause.slice(0, 2).some(({ pos }) => pos === 'AUX' || pos === 'VERB')) return false;
  const denied = clause.some(isNegator);
  return clause.some(
    ({ word, forms }) => uselessness.has(word) || (denied && forms.some((form) => usefulness.has(form))),
  );
}
