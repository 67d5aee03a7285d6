import type { Text } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { fold } from './fold.ts';
import { type Html, html, nothing } from './html.ts';
import { type Names, renderFolded } from './inline.ts';

export function renderTable(
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
  names: Names,
): Html {
  if (rows.length === 0) return columns.length === 0 ? nothing : tableOf(columns, [], names);
  return fold(rows, limits.tableRows, (some) => tableOf(columns, some, names));
}

/** Wide tables scroll by themselves, by keyboard too, instead of widening the page. */
function tableOf(columns: readonly string[], rows: readonly (readonly Text[])[], names: Names): Html {
  return html`<div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr>${columns.map(
    (column) => html`<th scope="col" dir="auto">${renderFolded(column, limits.tableCell, names)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell) => html`<td dir="auto">${renderFolded(cell, limits.tableCell, names)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}
