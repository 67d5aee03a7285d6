import MarkdownIt from 'markdown-it';
import type { Inline } from '../../../src/chat/card.ts';
import { clean } from './clean.ts';

/** Of Markdown only code: all else is text as it is. */
const markdown = new MarkdownIt('zero').enable(['fence', 'backticks']);

/** A block of lines, in the place of a run of text. */
export interface Fence {
  readonly code: string;
  readonly fenced: true;
}

/** What a person wrote, with their `code` and fenced blocks as such; `mark` finds what else stands out, outside of them. */
export function findCode(
  written: string,
  mark: (text: string) => readonly Inline[] = (text) => [text],
): (Inline | Fence)[] {
  const text = clean(written);
  const lines = text.split('\n');
  const fences = markdown.parse(text, {}).filter(({ type }) => type === 'fence');
  let next = 0;
  const between = (line: number) => {
    const some = lines.slice(next, line).join('\n');
    return some.trim() === '' ? [] : inlineCode(some, mark);
  };
  const parts = fences.flatMap(({ map, content }): (Inline | Fence)[] => {
    const [first, end] = map ?? [next, next];
    const before = between(first);
    next = end;
    return [...before, { code: content.replace(/\n$/, ''), fenced: true }];
  });
  return [...parts, ...between(lines.length)];
}

function inlineCode(text: string, mark: (text: string) => readonly Inline[]): Inline[] {
  const tokens = markdown.parseInline(text, {}).flatMap(({ children }) => children ?? []);
  return tokens.flatMap(({ type, content }): readonly Inline[] =>
    type === 'code_inline' ? [{ code: content }] : mark(content),
  );
}
