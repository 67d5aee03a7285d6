import type { Quotations } from '../../src/coach-trial/figures.ts';
import { limits } from './limits.ts';
import { proofChecker } from './proofs.ts';
import { squash } from './squash.ts';

/** Counts what a model quotes as proof, wherever in its reading. What is too short or too long is not looked at. */
export function countQuotations(answer: string, reading: object): Quotations {
  const isProof = proofChecker(answer);
  const given = proofsIn(reading).filter(
    (proof) => squash(proof).length >= limits.proof.fewest && proof.length <= limits.proof.most,
  );
  return { given: given.length, invented: given.filter((proof) => !isProof(proof)).length };
}

function proofsIn(reading: object): string[] {
  return Object.entries(reading).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null) return proofsIn(value);
    return name === 'proof' ? [String(value)] : [];
  });
}
