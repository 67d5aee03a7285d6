import { HeadingLevel, heading, subtext } from 'discord.js';
import type { Block, Inline, Text } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { escapeMarkdown, escapeWithinLine } from '../escape.ts';
import { limits } from '../limits.ts';
import { inlinesOf, markdown } from './inline.ts';
import type { Passage } from './pages.ts';
import type { Parts } from './split.ts';

type Shown = Exclude<Block, { readonly type: 'buttons' | 'divider' | 'picture' }>;

/**
 * A description's passages for a block. Fields and tables are lines of it, since Discord shows an embed's own fields
 * below everything else, and wide tables can't be read on a phone.
 */
export function renderBlock(block: Shown): Passage[] {
  const plain = (parts: Parts) => markdown(parts);
  switch (block.type) {
    case 'header':
      return renderHeader(block.text, plain);
    case 'text':
      return isEmpty(block.text) ? [] : [{ parts: inlinesOf(block.text), render: plain, apart: true }];
    case 'quote':
      return isEmpty(block.text)
        ? []
        : [{ parts: inlinesOf(block.text), render: (parts) => eachLine('> ', plain(parts)) }];
    case 'context':
      return isEmpty(block.text) ? [] : [small(block.text)];
    case 'list':
      return block.items.map((item, index) => {
        const sign = block.ordered ? `${index + 1}. ` : '- ';
        return lineOf(isEmpty(item) ? ['–'] : inlinesOf(item), sign);
      });
    case 'fields':
      return block.fields.map(({ label, value }, index) => ({
        parts: [{ bold: `${orDash(oneLine(label))}:` }, ' ', ...inlinesOf(value)],
        render: plain,
        apart: index === 0,
      }));
    case 'table':
      return renderTable(block);
  }
}

/** The text as an embed's title; undefined when it is too long for one. */
export function titleOf(text: string): string | undefined {
  const title = escapeMarkdown(oneLine(text));
  return isBlank(title) || title.length > limits.embedTitle ? undefined : title;
}

/** One that is too long for a heading is a bold text. */
function renderHeader(text: string, plain: (parts: Parts) => string): Passage[] {
  const words = oneLine(text);
  if (isBlank(words)) return [];
  return titleOf(words) === undefined
    ? [{ parts: [{ bold: words }], render: plain, apart: true }]
    : [{ parts: [words], render: (parts) => heading(plain(parts), HeadingLevel.Three) }];
}

/** The columns' names in small print, and a line a row, its first cell bold. */
function renderTable({ columns, rows }: Extract<Block, { readonly type: 'table' }>): Passage[] {
  const head = columns.length === 0 ? [] : [{ ...small(columns.map(orDash).join(' · ')), apart: true }];
  const lines = rows.map((row) => {
    const cells = row.map((cell) => (isEmpty(cell) ? ['–'] : inlinesOf(cell)));
    const parts = cells.flatMap((cell, index) => (index === 0 ? cell.map(emphasized) : [' · ', ...cell]));
    return lineOf(parts, '');
  });
  return [...head, ...lines.filter(({ parts }) => parts.length > 0)];
}

function emphasized(part: Inline): Inline {
  return typeof part === 'string' ? { bold: part } : part;
}

function small(text: Text): Passage {
  return {
    parts: inlinesOf(text),
    render: (parts) => markdown(parts, escapeWithinLine).replace(/^.*\S.*$/gm, smallLine),
  };
}

/** Nothing of the line's own stands where a line begins. */
function smallLine(line: string): string {
  return subtext(/^\s*(?:[-+#]|\d+\.)/.test(line) ? `\u200b${line}` : line);
}

/** An item of a list: its own further lines are indented. */
function lineOf(parts: Parts, sign: string): Passage {
  return {
    parts,
    render: (some, continued) =>
      `${continued ? '' : sign}${markdown(some).replaceAll('\n', sign === '' ? ' ' : '\n  ')}`,
  };
}

function eachLine(sign: string, text: string): string {
  return text.replace(/^/gm, sign);
}

function isEmpty(text: Text): boolean {
  return isBlank(markdown(inlinesOf(text)));
}

function orDash(text: string): string {
  return isBlank(text) ? '–' : text;
}
