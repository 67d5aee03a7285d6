import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import type { Inline, Text } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { charactersOf } from './fit-into.ts';
import { inlinesOf, plainWords, type Setting } from './inline.ts';
import { renderList } from './list.ts';
import { richElements, richText } from './rich-text.ts';

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Text[])[];
}

/**
 * Slack's table, as far as it reaches, and lists for what is left. Cells are rich text, since `raw_text` was refused
 * for months, and never empty, since an empty text is refused.
 * @see https://docs.slack.dev/reference/block-kit/blocks/table-block, https://github.com/soxtoby/SlackNet/issues/246
 */
export function renderTable(table: Table, setting: Setting): KnownBlock[] {
  const width = Math.max(table.columns.length, ...table.rows.map((row) => row.length));
  if (width === 0) return [];
  if (width > limits.tableColumns) return renderTableAsList(table, setting);
  const pad = (row: readonly Text[]) => Array.from({ length: width }, (_, index) => row[index] ?? '');
  const rows = [table.columns.map((column) => [{ bold: column }]), ...table.rows]
    .map(pad)
    .map((row) => row.map((text) => cell(text, setting)));
  const shown = rows.slice(0, rowsThatFit(rows));
  if (shown.length < Math.min(rows.length, 2)) return renderTableAsList(table, setting);
  const rest = table.rows.slice(shown.length - 1);
  const column_settings = Array.from({ length: width }, (_, index) => ({
    align: isNumeric(table, index) ? ('right' as const) : ('left' as const),
    is_wrapped: true,
  }));
  const more = rest.length > 0 ? renderTableAsList({ columns: table.columns, rows: rest }, setting) : [];
  return [{ type: 'table', column_settings, rows: shown }, ...more];
}

/** For a second table in a message and for places without tables: an item a row, its cells named by their columns. */
export function renderTableAsList({ columns, rows }: Table, setting: Setting): KnownBlock[] {
  if (rows.length === 0) return renderList(columns.length === 0 ? [] : [columns.join(' · ')], false, setting);
  const items = rows.map((row) => row.flatMap((text, index) => labelled(columns[index], text, index > 0)));
  return renderList(items, false, setting);
}

function labelled(column: string | undefined, text: Text, separated: boolean): Inline[] {
  const label = column ? [{ bold: column }, ': '] : [];
  return [...(separated ? [' · '] : []), ...label, ...inlinesOf(text)];
}

function cell(text: Text, setting: Setting): RichTextBlock {
  const parts = inlinesOf(text);
  const elements = richElements(parts.length === 0 ? [' '] : parts, setting);
  return richText({ type: 'rich_text_section', elements });
}

function rowsThatFit(rows: readonly RichTextBlock[][]): number {
  let characters = 0;
  const tooMuch = rows.findIndex((row, index) => {
    characters += charactersOf(row);
    return index >= limits.tableRows || characters > limits.tableCharacters / 2;
  });
  return tooMuch < 0 ? rows.length : tooMuch;
}

function isNumeric({ rows }: Table, index: number): boolean {
  return rows.length > 0 && rows.every((row) => /^\d+$/.test(wordsOf(row[index] ?? '')));
}

function wordsOf(text: Text): string {
  return plainWords(inlinesOf(text), { names: { member: () => '' }, for: undefined });
}
