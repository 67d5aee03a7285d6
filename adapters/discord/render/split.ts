import type { Inline } from '../../../src/chat/card.ts';
import { cut, cutWhole } from '../../../src/chat/cut.ts';
import { withWords, wordsOf } from './inline.ts';

export type Parts = readonly Inline[];

/**
 * As many of the parts as fit, the last one cut where needed, and the rest. The head is empty when not even one
 * character fits; `force` then takes apart what reads as one character.
 */
export function split(
  parts: Parts,
  fits: (head: Parts) => boolean,
  force: boolean,
): [head: Parts, rest: Parts] {
  let count = 0;
  while (count < parts.length && fits(parts.slice(0, count + 1))) count++;
  const [head, rest] = [parts.slice(0, count), parts.slice(count)];
  const [next, ...others] = rest;
  const words = next === undefined ? undefined : wordsOf(next);
  if (next === undefined || words === undefined) return [head, rest];
  const fitting = (some: string) => fits([...head, withWords(next, some)]);
  const [start, end] = longest(words, fitting, force && count === 0 ? [cutWhole, cut] : [cutWhole]);
  return start === ''
    ? [head, rest]
    : [
        [...head, withWords(next, start)],
        [withWords(next, end), ...others],
      ];
}

/** Escaping makes texts longer by what is in them, so the length that fits has to be searched for. */
function longest(
  words: string,
  fits: (head: string) => boolean,
  [cutBy, ...others]: readonly (typeof cut)[],
): [head: string, rest: string] {
  if (!cutBy) return ['', words];
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(cutBy(words, middle)[0])) low = middle;
    else high = middle - 1;
  }
  const parts = cutBy(words, low);
  return parts[0] === '' ? longest(words, fits, others) : parts;
}
