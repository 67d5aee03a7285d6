const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts after at most `limit` UTF-16 units: after a word if one ends near, never inside what reads as one character. */
export function cut(text: string, limit: number): [head: string, rest: string] {
  const parts = cutWhole(text, limit);
  if (parts[0] !== '' || text === '') return parts;
  // A pile of accents on one letter can be longer than any limit: it is taken apart, but no code point is.
  const end = text.slice(0, limit).isWellFormed() ? limit : limit - 1;
  return [text.slice(0, end), text.slice(end)];
}

/** The same, with an empty head when not even one character fits. */
export function cutWhole(text: string, limit: number): [head: string, rest: string] {
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
