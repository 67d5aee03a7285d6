import type { Inline } from '../../../src/chat/card.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts after at most `limit` UTF-16 units: after a word if one ends near, never inside what reads as one character. */
export function cut(text: string, limit: number): [head: string, rest: string] {
  const parts = cutWhole(text, limit);
  if (parts[0] !== '' || text.length <= limit) return parts;
  // A pile of accents on one letter can be longer than any limit: it is taken apart, but no code point is.
  const unit = text.charCodeAt(limit - 1);
  const end = unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
  return [text.slice(0, end), text.slice(end)];
}

/** The same, with an empty head when not even one character fits. */
function cutWhole(text: string, limit: number): [head: string, rest: string] {
  if (text.length <= limit) return [text, ''];
  const end = lastBoundary(text, limit);
  const near = Math.max(0, end - 40);
  const space = text.slice(near, end).search(/\s\S*$/);
  const at = space < 0 ? end : near + space + 1;
  return [text.slice(0, at), text.slice(at)];
}

/** The text within the limit, an ellipsis showing that there was more. */
export function ellipsis(text: string, limit: number): string {
  return text.length <= limit ? text : `${cut(text, limit - 1)[0].trimEnd()}…`;
}

function lastBoundary(text: string, limit: number): number {
  let end = 0;
  // The window is wide enough to see the end of any real character that begins within the limit.
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 100))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end;
}

/** Splits a run of inlines into runs of at most `limit` units. Whatever isn't text counts as 20 of them. */
export function splitInlines(parts: readonly Inline[], limit: number): Inline[][] {
  const runs: Inline[][] = [[]];
  let room = limit;
  for (const part of parts.flatMap((one) => pieces(one, limit))) {
    const length = inlineLength(part);
    if (length > room && room < limit) {
      const [head, rest] = typeof part === 'string' ? cutWhole(part, room) : ['', ''];
      if (head !== '') runs.at(-1)?.push(head);
      runs.push([head === '' ? part : rest]);
      room = limit - (head === '' ? length : rest.length);
    } else {
      runs.at(-1)?.push(part);
      room -= length;
    }
  }
  return runs;
}

function pieces(part: Inline, limit: number): Inline[] {
  if (inlineLength(part) <= limit) return [part];
  if (typeof part === 'string') return cutAll(part, limit);
  if ('bold' in part) return cutAll(part.bold, limit).map((bold) => ({ bold }));
  if ('italic' in part) return cutAll(part.italic, limit).map((italic) => ({ italic }));
  if ('code' in part) return cutAll(part.code, limit).map((code) => ({ code }));
  if ('link' in part) return cutAll(part.text, limit).map((text) => ({ ...part, text }));
  return [part];
}

function cutAll(text: string, limit: number): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const [head, tail] = cut(rest, limit);
    parts.push(head);
    rest = tail;
  }
  return parts;
}

function inlineLength(part: Inline): number {
  if (typeof part === 'string') return part.length;
  if ('bold' in part) return part.bold.length;
  if ('italic' in part) return part.italic.length;
  if ('code' in part) return part.code.length;
  return 'link' in part ? part.text.length : 20;
}
