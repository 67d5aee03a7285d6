import { createHash } from 'node:crypto';

/** Between 0 and 1, and for the same words always the same: the same command makes the same history. */
export function chance(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE() / 2 ** 32;
}
