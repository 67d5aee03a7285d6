import MarkdownIt, { type Token } from 'markdown-it';

/** Blocks alone: what stands within a line is text as it is. */
const markdown = new MarkdownIt('commonmark');
markdown.core.ruler.enableOnly(['normalize', 'block']);
markdown.block.ruler.disable(['code', 'html_block', 'lheading', 'reference']);

/** What stands under a heading of the first three depths. */
export interface Section {
  readonly depth: number;
  readonly title: string;
  readonly line: number;
  /** What is written there. In a fence named `text` it may be anything, also what would be a heading. */
  readonly text: string;
  /** The lines of its list; undefined where there is something else. */
  readonly entries: readonly Entry[] | undefined;
}

export interface Entry {
  readonly text: string;
  readonly line: number;
  readonly entries: readonly Entry[];
}

/** The sections in their order, and what stands before the first one. */
export function readSections(text: string): {
  readonly sections: readonly Section[];
  readonly before: string;
} {
  const lines = text.split(/\r\n|\r|\n/);
  const tokens = markdown.parse(text, {});
  const starts = tokens.flatMap((token, index) => (isHeading(token) ? [index] : []));
  const sections = starts.map((start, number): Section => {
    const [line = 0, bodyLine = 0] = tokens[start]?.map ?? [];
    const next = starts[number + 1];
    const body = tokens.slice(start + 3, next);
    const end = next === undefined ? undefined : tokens[next]?.map?.[0];
    return {
      depth: Number(tokens[start]?.tag.slice(1)),
      title: tokens[start + 1]?.content ?? '',
      line: line + 1,
      text: fenced(body) ?? lines.slice(bodyLine, end).join('\n').trim(),
      entries: entriesOf(body),
    };
  });
  const first = starts[0] === undefined ? undefined : tokens[starts[0]]?.map?.[0];
  return { sections, before: lines.slice(0, first).join('\n').trim() };
}

const isHeading = ({ type, level, tag }: Token) =>
  type === 'heading_open' && level === 0 && ['h1', 'h2', 'h3'].includes(tag);

/** The content when there is nothing but a fence named `text`. */
function fenced([fence, ...others]: readonly Token[]): string | undefined {
  return fence?.type === 'fence' && fence.info.trim() === 'text' && others.length === 0
    ? fence.content.replace(/\n$/, '')
    : undefined;
}

function entriesOf(tokens: readonly Token[]): Entry[] | undefined {
  const lists = partsOf(tokens);
  if (!lists.every(([open]) => open?.type.endsWith('list_open'))) return undefined;
  return lists.flatMap((list) =>
    partsOf(list.slice(1, -1)).map((item): Entry => {
      const [first = [], ...others] = partsOf(item.slice(1, -1));
      const nested = others.filter(([open]) => open?.type.endsWith('list_open')).flat();
      const text = fenced(first) ?? (first[0]?.type === 'paragraph_open' ? first[1]?.content : '');
      return { text: text ?? '', line: (item[0]?.map?.[0] ?? 0) + 1, entries: entriesOf(nested) ?? [] };
    }),
  );
}

/** Splits into blocks, each from where it opens to where it closes. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) parts.push([]);
    parts.at(-1)?.push(token);
    depth += token.nesting;
  }
  return parts;
}
