import type { Block, Text } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { renderButtons } from './buttons.ts';
import { clean, oneLine } from './clean.ts';
import { findCode } from './find-code.ts';
import { fold } from './fold.ts';
import { type Html, html, nothing } from './html.ts';
import { type Names, renderFolded } from './inline.ts';
import { renderTable } from './table.ts';

export function renderBlock(block: Block, names: Names): Html {
  switch (block.type) {
    case 'header':
      return isEmpty(block.text)
        ? nothing
        : html`<h3 dir="auto">${renderFolded(block.text, limits.header, names)}</h3>`;
    case 'text':
      return paragraph('text', block.text, limits.text, names);
    case 'context':
      return paragraph('text context', block.text, limits.context, names);
    case 'quote':
      return isEmpty(block.text)
        ? nothing
        : html`<blockquote dir="auto" class="text">${renderFolded(findCode(block.text), limits.quote, names)}</blockquote>`;
    case 'list':
      return renderList(block.items, block.ordered ?? false, names);
    case 'fields':
      return fold(
        block.fields,
        limits.fields,
        (fields) => html`<dl>${fields.map((field) => renderField(field.label, field.value, names))}</dl>`,
      );
    case 'table':
      return renderTable(block.columns, block.rows, names);
    case 'divider':
      return html`<hr>`;
    case 'picture':
      return html`<a class="picture" href="/${block.picture}"><img src="/pictures/${block.picture}.png" alt="${oneLine(block.alt)}" width="800"></a>`;
    case 'buttons':
      return renderButtons(block.buttons);
  }
}

function paragraph(classes: string, text: Text, limit: number, names: Names): Html {
  if (isEmpty(text)) return nothing;
  return html`<div dir="auto" class="${classes}">${renderFolded(text, limit, names)}</div>`;
}

function renderList(items: readonly Text[], ordered: boolean, names: Names): Html {
  return fold(items, limits.listItems, (some, start) => {
    const lines = some.map(
      (item) => html`<li dir="auto" class="text">${renderFolded(item, limits.listItem, names)}</li>`,
    );
    return ordered ? html`<ol start="${start + 1}">${lines}</ol>` : html`<ul>${lines}</ul>`;
  });
}

function renderField(label: string, value: Text, names: Names): Html {
  return html`<div><dt dir="auto">${renderFolded(clean(label), limits.fieldLabel, names)}</dt><dd dir="auto" class="text">${renderFolded(value, limits.fieldValue, names)}</dd></div>`;
}

function isEmpty(text: Text): boolean {
  return text.length === 0;
}
