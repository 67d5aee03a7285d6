import type { Inline } from '../../../src/chat/card.ts';
import { cut, cutWhole } from '../../../src/chat/cut.ts';

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
