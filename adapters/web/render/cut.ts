import type { Inline, Text } from '../../../src/chat/card.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export interface Cut {
  readonly head: readonly Inline[];
  /** Empty when everything fitted. */
  readonly rest: readonly Inline[];
}

/** Splits a text so that the head has at most `limit` UTF-16 units, never inside what reads as one character. */
export function cutText(text: Text, limit: number): Cut {
  const parts = typeof text === 'string' ? [text] : text;
  let room = limit;
  for (const [index, part] of parts.entries()) {
    const { length } = words(part);
    if (length <= room) {
      room -= length;
      continue;
    }
    const [head, rest] = cutPart(part, room);
    return { head: [...parts.slice(0, index), ...head], rest: [...rest, ...parts.slice(index + 1)] };
  }
  return { head: parts, rest: [] };
}

/** Cuts after at most `limit` units, at the end of a word if one ends near. */
export function cutString(text: string, limit: number): [head: string, rest: string] {
  if (text.length <= limit) return [text, ''];
  const end = boundaryBefore(text, limit);
  const space = text.lastIndexOf(' ', end);
  const at = space > end - 40 && space > 0 ? space + 1 : end;
  return [text.slice(0, at), text.slice(at)];
}

function boundaryBefore(text: string, limit: number): number {
  let end = 0;
  // The window is wide enough for any real character; a longer pile of accents is cut like a string.
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 100))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  if (end > 0 || limit < 1) return end;
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function cutPart(part: Inline, room: number): [Inline[], Inline[]] {
  if (
    typeof part !== 'string' &&
    ('member' in part || 'group' in part || 'channel' in part || 'time' in part)
  )
    return [[], [part]];
  const [head, rest] = cutString(words(part), room);
  if (head === '') return [[], [part]];
  if (typeof part === 'string') return [[head], [rest]];
  if ('bold' in part) return [[{ bold: head }], [{ bold: rest }]];
  if ('italic' in part) return [[{ italic: head }], [{ italic: rest }]];
  if ('code' in part) return [[{ ...part, code: head }], [{ ...part, code: rest }]];
  return [[{ ...part, text: head }], [{ ...part, text: rest }]];
}

function words(part: Inline): string {
  if (typeof part === 'string') return part;
  if ('bold' in part) return part.bold;
  if ('italic' in part) return part.italic;
  if ('code' in part) return part.code;
  if ('link' in part) return part.text;
  // A name or a time counts as about what it will read.
  return ' '.repeat(12);
}
