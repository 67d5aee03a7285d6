import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, cutWhole, ellipsis } from '../../src/chat/cut.ts';

test('what fits stays whole', () => {
  expect(cut('one two', 7)).toEqual(['one two', '']);
  expect(cutWhole('one two', 7)).toEqual(['one two', '']);
  expect(cut('', 0)).toEqual(['', '']);
  expect(ellipsis('one two', 7)).toBe('one two');
});

test('it is cut after a word, unless that is far from the end', () => {
  expect(cut('one two three', 9)).toEqual(['one two ', 'three']);
  expect(cut('one two three', 8)).toEqual(['one two ', 'three']);
  expect(cut('one two three', 7)).toEqual(['one ', 'two three']);
  expect(cut(' one', 3)).toEqual([' ', 'one']);
  expect(cut(`one ${'x'.repeat(39)}yz`, 43)).toEqual(['one ', `${'x'.repeat(39)}yz`]);
  expect(cut(`one ${'x'.repeat(40)}yz`, 44)).toEqual([`one ${'x'.repeat(40)}`, 'yz']);
});

test('what reads as one character is not taken apart', () => {
  const family = '👩‍👩‍👧‍👧';
  expect(cut(`ab${family}`, 2 + family.length - 1)).toEqual(['ab', family]);
  expect(cut(`ab${family}c`, 2 + family.length)).toEqual([`ab${family}`, 'c']);
});

test('what is longer than the limit by itself is, but no code point', () => {
  const pile = `e${'\u0301'.repeat(20)}`;
  expect(cutWhole(pile, 5)).toEqual(['', pile]);
  expect(cut(pile, 5)).toEqual([pile.slice(0, 5), pile.slice(5)]);
  const emoji = '👩‍👧';
  expect(cut(emoji, 1)).toEqual(['', emoji]);
  expect(cut(emoji, 2)).toEqual(['👩', emoji.slice(2)]);
  expect(cut(emoji, 4)).toEqual(['👩\u200d', '👧']);
});

test('an ellipsis is within the limit, and after no space', () => {
  expect(ellipsis('one two three', 9)).toBe('one two…');
  expect(ellipsis('abcdef', 5)).toBe('abcd…');
});

test('law: nothing is lost, the head keeps to the limit, and nothing is left of a character', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '👩', '\u200d', '\u0301', '\n', 'word') });
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, limit) => {
      const [head, rest] = cut(text, limit);
      expect(head + rest).toBe(text);
      expect(head.length).toBeLessThanOrEqual(limit);
      expect(head.isWellFormed() && rest.isWellFormed()).toBe(true);
      if (text !== '') expect(head).not.toBe('');
      expect(ellipsis(text, limit).length).toBeLessThanOrEqual(limit);
    }),
  );
});
