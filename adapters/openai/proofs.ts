import { limits } from './limits.ts';
import { squash } from './squash.ts';

/** A proof serves no more than this many key points: a sentence that proves everything proves nothing. */
const mostUses = 2;

/** Of how many parts a proof may be, between which an ellipsis leaves words out: of enough small ones anything can be made. */
const mostParts = 2;

/** The words before and after what a quotation leaves out. */
export function partsOf(quote: string): string[] {
  return quote.split(/…|\.\.\.|\[[^[\]]*\]/).filter((part) => squash(part) !== '');
}

/** Whether quoted words stand in the answer in their order, whatever their case, spacing and punctuation. */
export function proofChecker(answer: string): (quote: string) => boolean {
  const text = squash(answer);
  return (quote) => {
    if (quote.length > limits.proof.most) return false;
    const said = partsOf(quote).map(squash);
    if (said.length === 0 || said.length > mostParts) return false;
    if (said.some(({ length }) => length < limits.proof.fewest)) return false;
    let from = 0;
    return said.every((part) => {
      const at = text.indexOf(part, from);
      from = at + part.length;
      return at >= 0;
    });
  };
}

/** Counts how often a proof is used, and refuses it when it is too often. */
export function usesOf(): (quote: string) => boolean {
  const uses = new Map<string, number>();
  return (quote) => {
    const key = squash(quote);
    const count = (uses.get(key) ?? 0) + 1;
    uses.set(key, count);
    return count <= mostUses;
  };
}
