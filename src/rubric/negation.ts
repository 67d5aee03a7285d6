import type { Sentence, Token } from './text.ts';

/** Where a phrase stands in a sentence: indexes of its first and last token. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const negators = new Set([
  ...['not', "n't", 'never', 'no', 'neither', 'nor', 'none', 'nobody', 'nothing', 'hardly', 'without'],
  ...['instead', 'rather', 'skip', 'omit'],
]);
/** "Not only an index" denies nothing. */
const emphases = new Set(['only', 'just', 'merely', 'necessarily', 'simply', 'even']);
/** "Never without a test" asks for the test. */
const reversals = new Set(['without', 'until', 'unless', 'before', 'except']);
const clauseEnds = new Set([
  ...[',', ';', ':', '.', '(', ')', '-', '–', '—', '!', '?'],
  ...['but', 'because', 'so', 'although', 'though', 'while', 'since', 'which', 'if', 'when', 'then'],
]);
/** What they are about stands before or behind them: "an index is overkill", "the tests I'd skip". */
const rejections =
  /\b(?:unnecessary|needless|pointless|useless|overkill|overrated|nonsense|irrelevant|superfluous|premature|wasted?|wait|academic|skip(?:ped|ping)?|omit(?:ted|ting)?|leav(?:e|ing) \w* ?out|left \w* ?out|forget|refused?|refusing|avoid(?:ed|ing)?|ignor(?:e|ed|ing)|declined?)\b|\b(?:not|n't|never|nor?)\b.{0,12}\b(?:necessary|needed?|required?|useful|important|worth|relevant|helps?|matters?|exist|interest(?:ed)?|bother(?:ed)?|point|sense|job|business|problem|thanks|believe)\b/;
/** A clause of so few words that denies is about the one before: "the tests, no point". */
const short = 4;

export function isNegator({ word }: Token): boolean {
  return negators.has(word);
}

/** Indexes of the tokens that are denied, such as those of an index in "I would not add an index" or in "an index is overkill". */
export function deniedIn({ tokens }: Sentence): ReadonlySet<number> {
  const denied = new Set<number>();
  let [before, from] = [0, 0];
  while (from < tokens.length) {
    const end = tokens.findIndex(({ word }, at) => at > from && clauseEnds.has(word));
    const to = end < 0 ? tokens.length : end;
    const clause = tokens.slice(from, to);
    const first = firstDenied(clause);
    const isShort = clause.filter(({ pos }) => pos !== 'PUNCT').length <= short;
    if (first !== undefined) for (let at = isShort ? before : from + first; at < to; at++) denied.add(at);
    [before, from] = [from, to];
  }
  return denied;
}

/** From which of its tokens on a clause denies what it says. */
function firstDenied(clause: readonly Token[]): number | undefined {
  const isReversed = (from: number) =>
    clause.slice(from).some(({ word }) => reversals.has(word) || negators.has(word));
  const at = clause.findIndex((token, at) => isNegator(token) && !emphases.has(clause[at + 1]?.word ?? ''));
  if (at >= 0 && isReversed(at + 1)) return undefined;
  if (rejections.test(clause.map(({ word }) => word).join(' ')))
    return isReversed(0) && at < 0 ? undefined : 0;
  return at < 0 ? undefined : at;
}

/** Whether most of the words of a span are denied. */
export function isNegated(denied: ReadonlySet<number>, { from, to }: Span): boolean {
  const places = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return places.filter((at) => denied.has(at)).length * 2 > places.length;
}
