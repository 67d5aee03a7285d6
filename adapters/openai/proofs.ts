import { limits } from './limits.ts';
import { squash } from './squash.ts';

/** A proof serves no more than this many key points: a sentence that proves everything proves nothing. */
const mostUses = 2;

/** Whether quoted words stand in the answer, whatever their case, spacing and punctuation. An ellipsis may leave words out. */
export function proofChecker(answer: string): (quote: string) => boolean {
  const text = squash(answer);
  return (quote) => {
    if (quote.length > limits.proof.most) return false;
    const parts = quote.split(/…|\.\.\.|\[[^[\]]*\]/).map(squash);
    const said = parts.filter((part) => part !== '');
    if (said.join('').length < limits.proof.fewest) return false;
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
